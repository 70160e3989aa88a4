/** A time taken: "61 ms", "5.00 s", "14.2 s", "90 s". Three digits that mean something, whole seconds stay whole. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  const seconds = ms / 1000
  if (Number.isInteger(seconds)) return `${seconds} s`
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`
}
