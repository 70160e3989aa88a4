import { z } from 'zod'
import type { Lens } from './camera.ts'

const Place = z.object({ x: z.number(), y: z.number() })

/**
 * Something of known length marked on the picture; places in percent of the picture.
 *
 * An upright thing begins where it stands and ends at its top; a length on the ground lies between any two places.
 */
export const Mark = z.object({
  kind: z.enum(['upright', 'ground']),
  from: Place.readonly(),
  to: Place.readonly(),
  /** m */
  length: z.number(),
})
export type Mark = Readonly<z.infer<typeof Mark>>

/** Why nothing can be learnt from a mark. */
export type MarkFault =
  /** An upright thing whose top is not above its foot. */
  | 'notUpright'
  /** It has no length, in metres or on the picture. */
  | 'noLength'

/** m; ours. */
const longest = 1000

/** What is wrong with a mark by itself. */
export function faultOf({ kind, from, to, length }: Mark): MarkFault | undefined {
  if (!(length > 0 && length <= longest) || ![from.x, from.y, to.x, to.y].every(Number.isFinite)) return 'noLength'
  if (kind === 'upright') return to.y < from.y ? undefined : 'notUpright'
  return from.x === to.x && from.y === to.y ? 'noLength' : undefined
}

/** How long a mark is on the picture, in picture widths. */
export function lengthOnPicture({ from, to }: Mark, { aspect }: Lens): number {
  return Math.hypot(to.x - from.x, (to.y - from.y) / aspect) / 100
}
