import type { DeviceKey } from '../device/device.ts'
import type { AppError } from '../errors/appError.ts'

/** An alarm in the device's words. */
export interface Alarm {
  /** Main type as the catalog names it; one it does not know is `?8`. */
  readonly kind: string
  /** Manual 4.2.2. */
  readonly subtype: number
  /** The alarm input of an input alarm, else the channel. */
  readonly source: number
  /** It begins; else it is over. */
  readonly active: boolean
  /** By the device's own clock, as it wrote it. */
  readonly time: string
}

/** A line of what was heard. `id` grows by one from line to line. */
export type AlarmLine =
  | (Alarm & {
      readonly what: 'alarm'
      readonly id: number
      readonly device: DeviceKey
      /** When it arrived, ms since the epoch. */
      readonly at: number
      /** The device told it by itself; else it was found when it was asked. */
      readonly isTold: boolean
    })
  | {
      /** Nobody heard the device from `from` to `at`: what began and ended meanwhile may be missing. */
      readonly what: 'gap'
      readonly id: number
      readonly device: DeviceKey
      readonly from: number
      readonly at: number
    }

/**
 * How a device is being listened to. `attached`: it tells by itself; `asking`: it cannot, and is asked again and again; `waiting`: it is
 * away and tried again at `againAt`; `ended`: only a person can mend it.
 */
export interface Ear {
  readonly device: DeviceKey
  readonly state: 'opening' | 'attached' | 'asking' | 'waiting' | 'ended'
  /** ms since the epoch. */
  readonly since: number
  readonly againAt?: number
  readonly error?: AppError
}

/** What is listened to, and what was heard since the program began. */
export interface AlarmState {
  readonly ears: readonly Ear[]
  /** The latest, oldest first. */
  readonly lines: readonly AlarmLine[]
}

/** Lines that are kept; a day of a busy site. Ours. */
export const mostAlarmLines = 5000
