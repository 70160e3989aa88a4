import { z } from 'zod'

/** One network adapter of this computer, used or skipped and why. */
export const Adapter = z.object({
  name: z.string(),
  address: z.string(),
  /** Length of the subnet prefix, [0, 32]. */
  prefix: z.number().int(),
  used: z.boolean(),
  skipped: z.enum(['virtual', 'vpn', 'loopback', 'down']).optional(),
})
export type Adapter = z.infer<typeof Adapter>

/** An address range to ask, both ends included. */
export const SweepRange = z.object({
  from: z.string(),
  to: z.string(),
  ports: z.array(z.number().int().min(1).max(65_535)).min(1).max(8),
})
export type SweepRange = z.infer<typeof SweepRange>

/** How far a sweep is; counts are of addresses. */
export const SweepState = z.object({
  id: z.string(),
  range: SweepRange,
  asked: z.number().int(),
  total: z.number().int(),
  /** Connections tried in the last second. */
  perSecond: z.number(),
  found: z.number().int(),
  /** How it ended; absent while it runs. */
  ended: z.enum(['done', 'cancelled']).optional(),
})
export type SweepState = z.infer<typeof SweepState>

/** One way to listen: `answers` are those who speak now; `others` of them are no devices of ours (printers, web pages). */
const Listening = z.object({ answers: z.number().int(), listening: z.boolean(), others: z.number().int().optional() })

/** How a search stands. */
export const SearchState = z.object({
  running: z.boolean(),
  startedAt: z.number().optional(),
  bonjour: Listening,
  onvif: Listening,
  sweeps: z.array(SweepState),
  adapters: z.array(Adapter),
  faults: z.array(z.object({ adapter: z.string(), why: z.string() })),
})
export type SearchState = z.infer<typeof SearchState>
