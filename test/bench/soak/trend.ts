export interface Point {
  readonly x: number
  readonly y: number
}

export interface Trend {
  /** How much y grows from the first x to the last, by the straight line that fits best. */
  readonly growth: number
  /** The standard error of that growth: how much of it may be chance. */
  readonly error: number
  readonly mean: number
}

/** The straight line through points, by least squares. */
export function trendOf(points: readonly Point[]): Trend {
  const n = points.length
  const mean = points.reduce((sum, { y }) => sum + y, 0) / n
  const middle = points.reduce((sum, { x }) => sum + x, 0) / n
  const spread = points.reduce((sum, { x }) => sum + (x - middle) ** 2, 0)
  const slope = spread === 0 ? 0 : points.reduce((sum, { x, y }) => sum + (x - middle) * (y - mean), 0) / spread
  const left = points.reduce((sum, { x, y }) => sum + (y - mean - slope * (x - middle)) ** 2, 0)
  const length = (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0)
  const error = n > 2 && spread > 0 ? Math.sqrt(left / (n - 2) / spread) : 0
  return { growth: slope * length, error: error * length, mean }
}
