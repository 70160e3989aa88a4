import { z } from 'zod'
import { Mark } from './marks.ts'

/** What a technician marked on the picture of a channel, kept with the device: whoever needs the camera fits it anew. */
export const Perspective = z.object({
  version: z.literal(1),
  channel: z.number().int().min(1).max(1024),
  lens: z.object({ fieldOfView: z.number(), aspect: z.number().positive() }).readonly(),
  /** The target its boxes are of, m. */
  target: z.object({ width: z.number().positive(), height: z.number().positive() }).readonly(),
  marks: z.array(Mark).max(100).readonly(),
})
export type Perspective = Readonly<z.infer<typeof Perspective>>
