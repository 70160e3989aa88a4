import type { DeviceIdentity, DeviceKey, DeviceSummary, Endpoint } from '#common/device/device.ts'
import type { Adapter } from '#common/discovery/search.ts'
import type { JobProgress } from '#common/plan/plan.ts'
import type { UnfinishedPlan } from '#common/plan/standing.ts'
import type { Fields } from '#common/schema/field.ts'
import type { Abilities } from '#common/schema/limited.ts'
import type { Target } from '#common/schema/setting.ts'
import type { DeviceClient } from '../client/client.ts'
import type { Site } from '../storage/site.ts'

/** A device the write road may talk to. */
export interface OpenDevice {
  readonly identity: DeviceIdentity
  readonly endpoint: Endpoint
  readonly client: DeviceClient
}

/** How long a device that was moved is waited for; tests hand in shorter ones. */
export interface RoadLimits {
  /** ms it is looked for. */
  readonly findAgainMs: number
  /** A device that still answers at its old address this many ms after the write did not move; reading back says what it stored. */
  readonly stayMs: number
  /** Changes of the second caught to measure a clock; 5 where left out. */
  readonly rollovers?: number
}

/** What the write road needs of the rest; handed in, so that tests hand in a virtual device and a clock. */
export interface RoadPorts {
  readonly site: Site
  readonly limits: RoadLimits
  /** @throws AppFailure `unknownDevice` */
  open(key: DeviceKey): OpenDevice
  list(): readonly DeviceSummary[]
  adapters(): readonly Adapter[]
  /** Asks who answers at an address, without signing in. */
  identify(endpoint: Endpoint, signal: AbortSignal): Promise<DeviceIdentity>
  /** Where discovery sees the device now. */
  seenAt(key: DeviceKey): Endpoint | undefined
  /** Searches all adapters and their subnets for devices. */
  searchAll(): void
  /** The device answers there from now on. */
  moved(key: DeviceKey, endpoint: Endpoint, identity: DeviceIdentity): Promise<void>
  /** A device was asked who it is, and is this one. */
  seen(identity: DeviceIdentity, endpoint: Endpoint): void
  /** The device says other things of itself where it is: its name was changed. */
  renamed(key: DeviceKey, identity: DeviceIdentity): Promise<void>
  /** What the device said of its own limits, for one target. */
  abilities(key: DeviceKey, fields: Fields, target: Target): Abilities
  /** Attempts left before we stop by ourselves. */
  attemptsLeft(key: DeviceKey): number
  progressed(progress: JobProgress): void
  /** Plans that wait for a decision. */
  unfinishedChanged(plans: readonly UnfinishedPlan[]): void
  clockMeasured(key: DeviceKey, offsetSeconds: number): void
  /** ms since the epoch, with fractions. */
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}
