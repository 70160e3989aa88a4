import { flag, int, list, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { daysWithPeriods } from '../shared/week.ts'

const lines = ['body-thermal'] as const

const words = { words: 'words' } as const

/**
 * What a measured face sets off, area by area.
 *
 * The set puts the areas in marks of their own between those of the whole; the get prints them one after the other without
 * (manual lines 24180 and 24429). The table gives the interval no unit; seconds are those of the other thermal cameras (line 22592).
 */
function alarmFields(frame: string) {
  return {
    areas: list('Area', 'AreaAlarmParam', {
      frame,
      single: true,
      nextFrom: 'always1',
      endValue: 'one',
      max: 8,
      numberIn: 'area',
      markers: { count: null, next: 'nextAreaAlarmParam' },
      item: {
        area: int('Area', { key: 'AreaId', min: 1, max: 8 }),
        enabled: flag('Alarm', { key: 'AlarmEnable', ...words }),
        interval: int('Interval', {
          key: 'AlarmInterval',
          min: 1,
          max: 10,
          unit: 's',
          help: 'Shortest time between two alarms of the area.',
        }),
        output1: flag('Output 1', { key: 'AlarmIO1', ...words }),
        output2: flag('Output 2', { key: 'AlarmIO2', ...words }),
        ftp: flag('FTP upload', { key: 'AlarmFTP', ...words }),
        email: flag('E-mail', { key: 'AlarmSMTP', ...words }),
        record: flag('Recording', { key: 'AlarmRecord', ...words }),
        sound: optional(flag('Sound', { key: 'AlarmSound', ...words })),
        soundNumber: optional(int('Sound number', { key: 'AudioActionId', min: 0, max: 11 })),
        schedule: daysWithPeriods({ max: 7, markers: { count: null } }),
      },
    }),
  }
}

const allWeek = (['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const).map((day) => ({
  day,
  periods: [{ from: 0, to: 86_400 }],
}))

const first = { area: 1, interval: 5, output1: true, output2: false, ftp: true, email: false, record: true, sound: true, soundNumber: 3 }
const second = { area: 2, interval: 10, output1: true, output2: true, ftp: true, email: true, record: true }

/** What a temperature above the normal range sets off. */
export const highAlarm = defineSetting({
  id: 'body.highAlarm',
  title: 'High body temperature',
  manual: '2.6.18.2',
  request: { cgi: 'param', type: 'AIThermalHighTemperatureAlarmLinkage', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: lines,
  fields: alarmFields('HighTemperatureAlarmParam'),
  sample: {
    areas: [
      { ...first, enabled: true, schedule: allWeek },
      { ...second, enabled: true, schedule: allWeek },
    ],
  },
})

/** What a temperature in the normal range sets off. */
export const normalAlarm = defineSetting({
  id: 'body.normalAlarm',
  title: 'Normal body temperature',
  manual: '2.6.18.3',
  request: { cgi: 'param', type: 'AIThermalNormalTemperatureAlarmLinkage', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: lines,
  fields: alarmFields('NormalTemperatureAlarmParam'),
  sample: {
    areas: [
      { ...first, enabled: false, schedule: allWeek },
      { ...second, enabled: true, schedule: allWeek },
    ],
  },
})

/** What a temperature below the normal range sets off. */
export const lowAlarm = defineSetting({
  id: 'body.lowAlarm',
  title: 'Low body temperature',
  manual: '2.6.18.4',
  request: { cgi: 'param', type: 'AIThermalLowTemperatureAlarmLinkage', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: lines,
  fields: alarmFields('LowTemperatureAlarmParam'),
  sample: {
    areas: [
      { ...first, enabled: false, schedule: allWeek },
      { ...second, enabled: true, schedule: allWeek },
    ],
  },
})
