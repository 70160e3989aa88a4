import { flag, int, list, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { daysWithPeriods } from '../shared/week.ts'

const lines = ['body-thermal'] as const

const words = { words: 'words' } as const

/**
 * What a measured face sets off, area by area.
 *
 * The set puts the areas in marks of their own between those of the whole; the get prints them one after the other without
 * (manual lines 24180 and 24429). The areas beyond the second have no schedule and no sound.
 */
function alarmFields<const F extends string>(frame: F) {
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
        interval: int('Interval', { key: 'AlarmInterval', min: 1, max: 10, help: 'Shortest time between two alarms of the area.' }),
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

const always = [0, 1, 2, 3, 4, 5, 6] as const
