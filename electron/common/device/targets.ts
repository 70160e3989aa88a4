import { type Aim, partOf, type Target } from '../schema/setting.ts'
import type { DeviceSummary } from './device.ts'

/** What of a target a person chooses. */
export type TargetAxis = Exclude<keyof Target, 'series'>

/** One choice that a setting needs before it can be read: which channel, stream, card or part. */
export interface TargetChoice {
  readonly axis: TargetAxis
  /** The part's own label; the others have theirs. */
  readonly label?: string
  readonly values: readonly { readonly value: number; readonly name?: string }[]
}

/** A setting or an action: what its request is about. */
interface Aimed {
  readonly request: Aim
}

const streamsShown = 3
const cardsShown = 2

/** What has to be chosen for a setting on a device; nothing where there is only one. */
export function targetChoices({ request }: Aimed, device: Pick<DeviceSummary, 'identity'>): readonly TargetChoice[] {
  const { scope } = request
  const part = partOf(request, device.identity.series)
  const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => ({ value: first + index }))
  const choices: TargetChoice[] = []
  if ((scope === 'channel' || scope === 'stream') && device.identity.channels > 1)
    choices.push({ axis: 'channel', values: upTo(device.identity.channels) })
  if (scope === 'stream') choices.push({ axis: 'stream', values: upTo(streamsShown) })
  if (scope === 'card') choices.push({ axis: 'card', values: upTo(cardsShown) })
  if (part) {
    const { names = {} } = part
    const values = upTo(part.last, part.first).map(({ value }) => ({
      value,
      ...(names[value] === undefined ? {} : { name: names[value] }),
    }))
    choices.push({ axis: 'part', label: part.label, values })
  }
  return choices
}

/** The target a setting is read for: what was chosen before, the first where nothing was. */
export function targetFor(setting: Aimed, device: Pick<DeviceSummary, 'identity'>, chosen: Target): Target {
  const { scope } = setting.request
  const base: Target =
    scope === 'channel' ? { channel: 1 } : scope === 'stream' ? { channel: 1, stream: 1 } : scope === 'card' ? { card: 1 } : {}
  return targetChoices(setting, device).reduce<Target>((target, { axis, values }) => {
    const wanted = chosen[axis]
    const first = values[0]?.value
    return { ...target, [axis]: values.some(({ value }) => value === wanted) ? wanted : first }
  }, base)
}
