import { z } from 'zod'

/**
 * What was odd about an answer that could be read all the same. No value is named: it might be a password.
 *
 * - `twice` one key twice in one record; the last one counts
 * - `count` a list says it has `said` items and has `has`
 * - `noEnd` a list begins and never ends
 * - `gbk` text that is no UTF-8 and is GBK; written back in GBK
 * - `broken` text that is neither; what cannot be read is shown as �, and goes back byte for byte
 */
export const Oddity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('twice'), key: z.string() }),
  z.object({ kind: z.literal('count'), key: z.string(), said: z.number(), has: z.number() }),
  z.object({ kind: z.literal('noEnd'), key: z.string() }),
  z.object({ kind: z.literal('gbk') }),
  z.object({ kind: z.literal('broken') }),
])
export type Oddity = z.infer<typeof Oddity>

/** More of one answer tell nobody anything. Ours. */
export const mostOddities = 8
