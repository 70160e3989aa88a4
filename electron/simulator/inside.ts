import type { AnyValues } from '#common/schema/infer.ts'
import type { Alarm } from './alarms/alarms.ts'
import type { DeviceClock } from './clock/deviceClock.ts'
import type { Endpoint } from './factory.ts'
import type { Identity, Profile } from './profile.ts'
import type { Accounts } from './sign-in/accounts.ts'
import type { HeatCamera } from './thermal/heatCamera.ts'

/** What the world outside a device's answers has to do. */
export type DeviceEvent =
  | { readonly type: 'moving'; readonly to: Endpoint }
  | { readonly type: 'stored'; readonly setting: string }
  | { readonly type: 'restarting' }
  /** Bonjour was switched on or off, or the name changed. */
  | { readonly type: 'announcing' }
  /** A stream is encoded otherwise from now on: those who look are dropped, as encoders do. */
  | { readonly type: 'encoding' }
  | { readonly type: 'alarm'; readonly alarm: Alarm }

/** A virtual device as its own parts see it. */
export interface Inside {
  readonly profile: Profile
  readonly accounts: Accounts
  /** The lens for heat of a thermal camera. */
  readonly heat?: HeatCamera
  readonly clock: DeviceClock
  /** Who it says it is, quirks included. */
  readonly identity: () => Identity
  /** Where it listens, or will once a move is over. */
  readonly endpoint: () => Endpoint
  /** What is kept of a setting; of one with a target under `id/channel/stream`. */
  readonly kept: (settingId: string) => AnyValues
  readonly keep: (settingId: string, value: AnyValues) => void
  /** True time, ms since the epoch. */
  readonly nowMs: () => number
  readonly move: (to: Endpoint) => void
  readonly emit: (event: DeviceEvent) => void
  /** True when a time server answers at this address or name. */
  readonly isTimeServer: (server: string) => boolean
}
