import type { ListField, Markers, Replacing } from '../../schema/field.ts'
import { choice, int, list, numbered } from '../../schema/make.ts'

/** Days as the tables have them, 0 is Sunday (manual line 4548). */
export const weekDays = { 0: 'Sunday', 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday' } as const

interface WeekOptions {
  readonly label?: string
  /** Periods a device takes. */
  readonly max?: number
  /** Where the marks are others than `weekDayCount`, `weekDayBegin`, `next_weekDayURL`, `weekDayEnd`. */
  readonly markers?: { readonly [M in keyof Markers]?: string | readonly string[] | null }
  readonly nextFrom?: ListField['nextFrom']
  readonly replacing?: Replacing
}

/** Periods of a week, each a day with its start and end in seconds from midnight; a day may have several (manual line 6940). */
export function week({ label = 'Schedule', ...more }: WeekOptions = {}) {
  return list(label, 'weekDay', {
    as: 'week',
    ...more,
    item: {
      day: choice('Day', weekDays, { key: 'weekDay' }),
      from: int('From', { key: 'startTime', min: 0, max: 86_400, unit: 's', as: 'secondsOfDay' }),
      to: int('To', { key: 'endTime', min: 0, max: 86_400, unit: 's', as: 'secondsOfDay' }),
    },
  })
}

/**
 * Days of a week, each with its periods in keys of their own: `startTime1`, `endTime1`, `startTime2` (manual line 6409).
 *
 * Days without a period are left out.
 */
export function daysWithPeriods({ label = 'Schedule', ...more }: WeekOptions = {}) {
  return list(label, 'weekDay', {
    as: 'week',
    ...more,
    item: {
      day: choice('Day', weekDays, { key: 'weekDay' }),
      periods: numbered('Periods', {
        item: {
          from: int('From', { key: 'startTime{n}', min: 0, max: 86_400, unit: 's', as: 'secondsOfDay' }),
          to: int('To', { key: 'endTime{n}', min: 0, max: 86_400, unit: 's', as: 'secondsOfDay' }),
        },
      }),
    },
  })
}
