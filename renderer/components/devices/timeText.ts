/** A moment of this computer's local time as it is written everywhere: "2026-11-22 14:32:08". `at` in ms since the epoch. */
export function timeText(at: number): string {
  const time = new Date(at)
  const day = [time.getFullYear(), twoDigits(time.getMonth() + 1), twoDigits(time.getDate())].join('-')
  return `${day} ${clockText(at)}`
}

/** The time of day alone: "14:32:08". */
export function clockText(at: number): string {
  const time = new Date(at)
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':')
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
