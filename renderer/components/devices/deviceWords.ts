import { type DeviceState, type DeviceSummary, type Endpoint, shownEndpoint } from '#common/device/device.ts'
import type { Kind } from '../base/kind.ts'

/** The groups of the filter above the list. */
export const allGroups = ['ready', 'check', 'blocked', 'new'] as const
export type StateGroup = (typeof allGroups)[number]
export type GroupChoice = StateGroup | 'all'

export const groupKinds: Readonly<Record<StateGroup, Kind>> = { ready: 'ok', check: 'warn', blocked: 'fail', new: 'ask' }

interface StateLook {
  readonly kind: Kind
  readonly group: StateGroup
}

const looks: Readonly<Record<DeviceState, StateLook>> = {
  found: { kind: 'ask', group: 'new' },
  asking: { kind: 'busy', group: 'new' },
  ready: { kind: 'ok', group: 'ready' },
  clockOff: { kind: 'warn', group: 'check' },
  firstPassword: { kind: 'ask', group: 'new' },
  refused: { kind: 'fail', group: 'blocked' },
  locked: { kind: 'lock', group: 'blocked' },
  restarting: { kind: 'busy', group: 'check' },
  gone: { kind: 'off', group: 'check' },
  sameAddress: { kind: 'fail', group: 'blocked' },
  otherSubnet: { kind: 'warn', group: 'check' },
}

export function lookOf(state: DeviceState): StateLook {
  return looks[state]
}

/** The name a person knows a device by: its own, else its model and the end of its MAC. */
export function nameOf({ identity }: Pick<DeviceSummary, 'identity'>): string {
  return identity.name || `${identity.maker || identity.model || 'Device'} ${identity.mac.slice(-8) || identity.deviceId}`
}

export interface StateWordPort {
  (key: string, facts?: Readonly<Record<string, string | number>>): string
}

/** The state in a word, with the minutes where they count. */
export function stateWord({ state, waitUntil, goneSince }: DeviceSummary, t: StateWordPort, now: number): string {
  if (state === 'locked' && waitUntil !== undefined)
    return waitUntil > now ? t('state.lockedFor', { minutes: Math.ceil((waitUntil - now) / 60_000) }) : t('state.lockOver')
  if (state === 'gone' && goneSince !== undefined && now - goneSince >= 60_000)
    return t('state.goneFor', { minutes: Math.floor((now - goneSince) / 60_000) })
  return t(`state.${state}`)
}

/** Where a device answers, with its port where that is not the usual one. */
export function placeOf(endpoint: Endpoint): string {
  return shownEndpoint(endpoint)
}

/** Time left as a clock, "17:42"; from an hour on with hours, "1:05:00". Never below zero. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** What each device is found by, in small letters; a device that changes is another object. */
const texts = new WeakMap<DeviceSummary, string>()

/** True when a device matches what was typed: name, address, MAC or model, in any case. */
export function matches(device: DeviceSummary, text: string): boolean {
  return textOf(device).includes(text.trim().toLowerCase())
}

function textOf(device: DeviceSummary): string {
  const known = texts.get(device)
  if (known !== undefined) return known
  const { identity, endpoint } = device
  const text = [nameOf(device), placeOf(endpoint), identity.mac, identity.model, identity.deviceId].join('\n').toLowerCase()
  texts.set(device, text)
  return text
}

/** The part of a firmware's name that tells versions apart at a glance: `v3.5.0804.1003.3.0.27.4.0` is 3.5.0804. */
export function shortFirmware(firmware: string): string {
  return /\d+\.\d+\.\d+/.exec(firmware)?.[0] ?? firmware
}

/** How many devices each group has. */
export function countGroups(devices: readonly Pick<DeviceSummary, 'state'>[]): Readonly<Record<StateGroup, number>> {
  const counts = { ready: 0, check: 0, blocked: 0, new: 0 }
  for (const { state } of devices) counts[lookOf(state).group] += 1
  return counts
}
