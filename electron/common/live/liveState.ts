import type { DeviceKey } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'

/** How a live picture stands; what the person is told beside it. */
export interface LiveState {
  readonly viewing: string
  readonly device: DeviceKey
  readonly channel: number
  readonly stream: number
  readonly state: 'opening' | 'playing' | 'stalled' | 'reduced' | 'closed'
  /** ms since the epoch of the change to `state`. */
  readonly since: number
  readonly codec?: string
  readonly width?: number
  readonly height?: number
  readonly framesPerSecond?: number
  readonly kilobitsPerSecond?: number
  readonly why?: 'noBytes' | 'noVideo' | 'refused' | 'nobodyLooks'
  readonly error?: AppError
}
