import { avStream, type AvStream, streamAbility } from '#common/catalog/stream/avStream.ts'
import type { DeviceKey } from '#common/device/device.ts'
import type { PlanChange } from '#common/plan/plan.ts'
import { erase } from '#common/schema/infer.ts'
import type { ValueIn } from '#common/schema/setting.ts'
import { type AskSetting, readSetting } from './readSetting.ts'

type Ability = ValueIn<typeof streamAbility>['streams'][number]
type Encoder = Ability['encoders'][number]

/** A stream that could be set to H.264: what it has, and what it would have. */
export interface StreamSwitch {
  readonly device: DeviceKey
  readonly channel: number
  readonly stream: number
  readonly before: AvStream
  readonly after: AvStream
}

/** What a channel has besides a stream that cannot be played here. */
export interface OtherStreams {
  /** Those set to H.264, substreams first. */
  readonly playable: readonly number[]
  /** A substream that the device lets be H.264; absent where it does not. */
  readonly offer?: StreamSwitch
}

export interface StreamPlace {
  readonly device: DeviceKey
  readonly channel: number
  readonly stream: number
}

/** Main is what a recorder keeps: only substreams are offered to be changed. */
const firstSub = 2

/** Asks a device for its other streams, one after the other: many are slow, and small ones take two connections. */
export async function findOtherStreams({ device, channel, stream }: StreamPlace, ask?: AskSetting): Promise<OtherStreams> {
  const { streams } = await readSetting(device, streamAbility, ask, { channel })
  const set: { readonly ability: Ability; readonly now: AvStream }[] = []
  for (const ability of [...streams].sort((a, b) => order(a) - order(b)))
    set.push({ ability, now: await readSetting(device, avStream, ask, { channel, stream: ability.stream }) })
  const playable = set.filter(({ ability, now }) => ability.stream !== stream && isH264(now.encoder)).map(({ ability }) => ability.stream)
  const [offer] = set.flatMap(({ ability, now }) => {
    const after = ability.stream < firstSub || isH264(now.encoder) ? undefined : asH264(now, ability)
    return after ? [{ device, channel, stream: ability.stream, before: now, after }] : []
  })
  return { playable, ...(offer ? { offer } : {}) }
}

/** The same stream as H.264, as near to what it has as the device allows; undefined where it does not offer H.264. */
export function asH264(now: AvStream, { encoders }: Ability): AvStream | undefined {
  const offered = preferred.flatMap((encoder) => encoders.filter((one) => one.encoder === encoder && one.resolutions.length > 0))[0]
  if (!offered) return undefined
  const fit = resolutionFor(now.resolution, offered)
  if (!fit) return undefined
  return {
    ...now,
    encoder: offered.encoder,
    resolution: fit.resolution,
    frameRate: within(now.frameRate, fit.minFrameRate, fit.maxFrameRate),
    bitRate: within(now.bitRate, fit.minBitRate, fit.maxBitRate),
  }
}

/** The change as a plan has it. */
export function switchChange({ channel, stream, before, after }: StreamSwitch): PlanChange {
  return { setting: avStream.id, target: { channel, stream }, before: { ...erase(before) }, after: { ...erase(after) } }
}

const preferred = ['H.264 Main', 'H.264', 'H.264 High'] as const

function isH264(encoder: AvStream['encoder']): boolean {
  return encoder.startsWith('H.264')
}

/** Its own size, else the largest that is no larger, else the smallest there is. */
function resolutionFor(own: string, { resolutions }: Encoder): Encoder['resolutions'][number] | undefined {
  const bySize = [...resolutions].sort((a, b) => pixels(b.resolution) - pixels(a.resolution))
  return (
    bySize.find(({ resolution }) => resolution === own) ??
    bySize.find(({ resolution }) => pixels(resolution) <= pixels(own)) ??
    bySize.at(-1)
  )
}

/** `1920*1080` */
function pixels(resolution: string): number {
  const [across = 0, down = 0] = resolution.split(/[*x]/i).map(Number)
  return across * down
}

function within(value: number, least = value, most = value): number {
  return Math.min(Math.max(value, least), most)
}

function order({ stream }: Ability): number {
  return stream < firstSub ? Number.MAX_SAFE_INTEGER : stream
}
