import { isVideoDevice, placesOf, type WsDevice, wsIdentity, type WsMessage } from '#common/discovery/wsDiscovery.ts'
import type { Hint, HintEvent } from './hint.ts'

export interface MatchCacheOptions {
  /** ms without a word, although asked again and again, until a device is lost. WS-Discovery knows no time to live. */
  readonly silentAfterMs: number
  /**
   * Devices kept; a flood of invented ones ends here.
   *
   * @default 2000
   */
  readonly max?: number
}

/** Who answers WS-Discovery on one adapter. Does nothing by itself: time is told to it. */
export interface MatchCache {
  hear(message: WsMessage, sender: string, now: number): readonly HintEvent[]
  expire(now: number): readonly HintEvent[]
}

interface Entry {
  readonly hint: Hint
  readonly heardAt: number
}

export function createMatchCache({ silentAfterMs, max = 2000 }: MatchCacheOptions): MatchCache {
  const entries = new Map<string, Entry>()

  function hearDevice(device: WsDevice, sender: string, now: number): HintEvent | undefined {
    const known = entries.get(device.id)
    if (!known && (entries.size >= max || !isVideoDevice(device))) return undefined
    const hint = hintOf(device, sender)
    const isNews = !known || mark(known.hint) !== mark(hint)
    entries.set(device.id, { hint: isNews ? hint : known.hint, heardAt: now })
    return isNews ? { what: known ? 'changed' : 'up', hint } : undefined
  }

  function lose(id: string): HintEvent | undefined {
    const known = entries.get(id)
    entries.delete(id)
    return known && { what: 'lost', hint: known.hint }
  }

  return {
    hear: ({ what, devices }, sender, now) =>
      devices.flatMap((device) => (what === 'bye' ? lose(device.id) : hearDevice(device, sender, now)) ?? []),
    expire: (now) => [...entries].flatMap(([id, { heardAt }]) => (now - heardAt >= silentAfterMs ? (lose(id) ?? []) : [])),
  }
}

function hintOf(device: WsDevice, sender: string): Hint {
  return {
    id: device.id,
    foundBy: 'onvif',
    places: placesOf(device, sender),
    sender: { address: sender, port: 80 },
    claim: wsIdentity(device),
  }
}

/** A device with several cards answers from each by turns: that is no news. */
function mark({ sender: _, ...facts }: Hint): string {
  return JSON.stringify(facts)
}
