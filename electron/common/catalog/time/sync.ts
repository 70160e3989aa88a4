import { flag, int } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'

/** Whether a recorder gives its time to its cameras. */
export const syncTime = defineSetting({
  id: 'time.sync',
  title: 'Time of the cameras',
  manual: '2.6.1.23',
  request: { cgi: 'param', type: 'syncTime', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    enabled: flag('Set the time of the cameras', { key: 'syncTimeEnable' }),
    interval: int('Every', { key: 'waitTime', min: 1, help: 'Probably in seconds: the manual gives no unit and prints 3600.' }),
  },
  sample: { enabled: false, interval: 3600 },
})
