import { flag, int, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { linkages } from '../shared/linkage.ts'

/** A network that is gone. `AlarmLinkageParam` is a number here and not the word `cover` (line 9118). */
export const networkAlarm = defineSetting({
  id: 'alarm.network',
  title: 'Network alarm',
  help: 'Reports a network that is disconnected.',
  manual: '2.6.8',
  request: { cgi: 'param', type: 'networkAbnormalAlarm', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    card: int('Network card', { key: 'networkCardId', min: 1 }),
    enabled: flag('Enabled', { key: 'networkAlarmEnable' }),
    interval: int('Time between alarms', { key: 'alarmInterval', min: 10, max: 86_400, unit: 's' }),
    operation: optional(int('Linkage operation', { key: 'AlarmLinkageParam', readOnly: true })),
    linkages: linkages(),
  },
  sample: { card: 1, enabled: false, interval: 10, operation: 1, linkages: [{ type: 'Alarm output', number: 1 }] },
})

export const messagePush = defineSetting({
  id: 'alarm.push',
  title: 'Message push',
  manual: '2.6.9',
  request: { cgi: 'param', type: 'messagePush', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: { enabled: flag('Enabled', { key: 'messagePushEnable' }) },
  sample: { enabled: true },
})
