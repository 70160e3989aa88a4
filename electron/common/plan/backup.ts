import { z } from 'zod'
import { DeviceKey } from '../device/device.ts'
import { TargetSchema } from './plan.ts'

/** Settings of a device as they were before a write, in the order of the plan. */
export const Backup = z.object({
  at: z.string(),
  device: DeviceKey,
  model: z.string(),
  firmware: z.string(),
  why: z.string(),
  settings: z
    .array(
      z.object({
        setting: z.string(),
        target: TargetSchema,
        value: z.record(z.string(), z.unknown()),
        unknown: z.array(z.object({ key: z.string(), value: z.string().nullable() })).readonly(),
      }),
    )
    .readonly(),
})
export type Backup = z.infer<typeof Backup>
