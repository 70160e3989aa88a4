import { type ActorKind, sizes } from '../scene/actors.ts'
import type { Seen } from '../scene/seen.ts'

/** What a rule says of its targets, under the catalog's names. */
export interface Wanted {
  readonly limitType?: boolean
  readonly type?: string
  readonly limitSize?: boolean
  readonly minSize?: number
  readonly maxSize?: number
  readonly limitShape?: boolean
  readonly minWidth?: number
  readonly maxWidth?: number
  readonly minHeight?: number
  readonly maxHeight?: number
  readonly sensitivity?: number
}

const kinds: Readonly<Record<string, readonly ActorKind[]>> = {
  'Person or vehicle': ['person', 'car'],
  Person: ['person'],
  Vehicle: ['car'],
}

/** True for what a rule is about: kind, size in cm², width and height in % of the picture, which the manual gives no unit (line 14109). */
export function isTarget({ kind, box }: Seen, wanted: Wanted, lookedFor: readonly ActorKind[] = ['person', 'car']): boolean {
  if (!lookedFor.includes(kind)) return false
  if (wanted.limitType !== false && !(kinds[wanted.type ?? ''] ?? lookedFor).includes(kind)) return false
  const { width, height } = sizes[kind]
  if (wanted.limitSize !== false && !isBetween(width * height * 10_000, wanted.minSize, wanted.maxSize)) return false
  if (wanted.limitShape === true) {
    if (!isBetween(box.width, wanted.minWidth, wanted.maxWidth) || !isBetween(box.height, wanted.minHeight, wanted.maxHeight)) return false
  }
  return wanted.sensitivity === undefined || box.height >= lowestAt(wanted.sensitivity)
}

/** What is lower in the picture is not noticed, %. Ours: 10 at sensitivity 1, 2 at 5. */
function lowestAt(sensitivity: number): number {
  return Math.max(1, 12 - 2 * sensitivity)
}

/** A largest of 0 is none: the manual prints it beside a smallest of 1000 (line 15154). */
function isBetween(value: number, least = 0, most = 0): boolean {
  return value >= least && (most === 0 || value <= most)
}
