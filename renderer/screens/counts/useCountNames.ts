import { useI18n } from 'vue-i18n'
import type { CountDay, CountPeriod } from '#common/analysis/peopleCounts.ts'

/** What hours, days, months and whole periods are called. */
export function useCountNames() {
  const { t, locale } = useI18n()

  /** `Tuesday, 10 March 2026`, `March 2026`, `2026`. */
  function nameOfPeriod(period: CountPeriod, day: CountDay): string {
    if (period === 'year') return String(day.year)
    return dated(
      day,
      period === 'day' ? { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } : { month: 'long', year: 'numeric' },
    )
  }

  /** Short, for a chart; in full, for a table. */
  function nameOfPlace(period: CountPeriod, { year, month }: CountDay, place: number, length: 'short' | 'full'): string {
    if (period === 'day')
      return length === 'short' ? two(place) : t('counts.hour', { from: `${two(place)}:00`, to: `${two(place + 1)}:00` })
    if (period === 'year') return dated({ year, month: place, day: 1 }, { month: length === 'short' ? 'short' : 'long' })
    return length === 'short' ? String(place) : dated({ year, month, day: place }, { weekday: 'short', day: 'numeric', month: 'short' })
  }

  function dated({ year, month, day }: CountDay, how: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(locale.value, { timeZone: 'UTC', ...how }).format(Date.UTC(year, month - 1, day))
  }

  return { nameOfPeriod, nameOfPlace }
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
