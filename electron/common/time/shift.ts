const formats = new Map<string, Intl.DateTimeFormat>()
const changes = new Map<string, readonly Change[]>()

const minuteMs = 60_000
const stepMs = 14 * 24 * 60 * minuteMs // no zone keeps a shift for less than three weeks

/** A change of clocks of a place. Shifts in minutes from UTC. */
export interface Change {
  /** ms since the epoch, a whole minute: the first instant of the new shift. */
  readonly at: number
  readonly before: number
  readonly after: number
}

/** Minutes a place's clocks are ahead of UTC at an instant. `zone` is an IANA name; a RangeError for any other. */
export function shiftOf(zone: string, instantMs: number): number {
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0] = (formatFor(zone).format(instantMs).match(/\d+/g) ?? []).map(Number)
  return (Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instantMs / minuteMs) * minuteMs) / minuteMs
}

/** All changes of clocks within a year (UTC), to the minute, in order. */
export function changesOf(zone: string, year: number): readonly Change[] {
  const key = `${zone} ${year}`
  const known = changes.get(key) ?? findChanges(zone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1))
  changes.set(key, known)
  return known
}

function findChanges(zone: string, from: number, to: number): readonly Change[] {
  const found: Change[] = []
  let start = from
  let before = shiftOf(zone, start)
  while (start < to) {
    const end = Math.min(start + stepMs, to)
    const after = shiftOf(zone, end)
    if (after !== before) found.push({ at: bisect(zone, start, end, before), before, after })
    start = end
    before = after
  }
  return found
}

function bisect(zone: string, from: number, to: number, before: number): number {
  let [low, high] = [from / minuteMs, to / minuteMs]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (shiftOf(zone, middle * minuteMs) === before) low = middle
    else high = middle
  }
  return high * minuteMs
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  formats.set(zone, format)
  return format
}
