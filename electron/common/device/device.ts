import { z } from 'zod'
import { CertificateQuestion } from './certificate.ts'
import { Oddity } from '../wire/oddity.ts'
import { allSeries } from './series.ts'

/**
 * Who a device is, whatever its address: the MAC in twelve small hex digits, or `id-` and its deviceID where it gives no MAC.
 * Names, notes, backups and credentials hang on it.
 */
export const DeviceKey = z.string().regex(/^(?:[0-9a-f]{12}|id-[\w.-]{1,60})$/)
export type DeviceKey = z.infer<typeof DeviceKey>

/** What a device says of itself without any sign-in (`deviceInfo`, manual 2.6.1.1). */
export const DeviceIdentity = z.object({
  deviceId: z.string(),
  mac: z.string(),
  name: z.string(),
  model: z.string(),
  firmware: z.string(),
  hardware: z.string(),
  maker: z.string(),
  series: z.enum(allSeries),
  channels: z.number().int(),
  cards: z.number().int(),
})
export type DeviceIdentity = z.infer<typeof DeviceIdentity>

/** Where a device answers now. Without a scheme it is HTTP. */
export const Endpoint = z.object({
  address: z.string(),
  port: z.number().int().min(1).max(65_535),
  scheme: z.enum(['http', 'https']).optional(),
})
export type Endpoint = z.infer<typeof Endpoint>

/** True where what is said to a device there is encrypted. */
export function isSecure({ scheme }: Endpoint): boolean {
  return scheme === 'https'
}

export function isSameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.address === b.address && a.port === b.port && isSecure(a) === isSecure(b)
}

/**
 * `192.168.1.10`, `192.168.1.10:8080`, `[fe80::1]:8080`, `https://192.168.1.10`: where a device answers as a person reads it, the
 * usual port left out.
 */
export function shownEndpoint(endpoint: Endpoint): string {
  const { address, port } = endpoint
  const bracketed = address.includes(':') ? `[${address}]` : address
  if (isSecure(endpoint)) return port === 443 ? `https://${bracketed}` : `https://${bracketed}:${port}`
  return port === 80 ? address : `${bracketed}:${port}`
}

/** How a device was found; several hold at once. */
export const FoundBy = z.enum(['bonjour', 'onvif', 'sweep', 'hand', 'remembered'])
export type FoundBy = z.infer<typeof FoundBy>

export const DeviceState = z.enum([
  /** Found, identity known, not signed in. */
  'found',
  /** An answer, but no identity yet. */
  'asking',
  /** Signed in, everything seems right. */
  'ready',
  /** Signed in, its clock is off by more than 1 s. */
  'clockOff',
  /** Waits for a first password (-528). */
  'firstPassword',
  /** The last sign-in was refused. */
  'refused',
  'locked',
  'restarting',
  /** No answer any more; stays on the list. */
  'gone',
  /** Two devices use its address. */
  'sameAddress',
  /** It answers Bonjour, but no adapter of ours is in its subnet. */
  'otherSubnet',
])
export type DeviceState = z.infer<typeof DeviceState>

/** What was odd about an answer of a device that was read all the same: `get localNetwork`, twice a key. */
export const OddAnswer = z.object({ request: z.string(), oddities: z.array(Oddity).readonly() })
export type OddAnswer = z.infer<typeof OddAnswer>

export const DeviceSummary = z.object({
  key: DeviceKey,
  identity: DeviceIdentity,
  endpoint: Endpoint,
  foundBy: z.array(FoundBy).readonly(),
  state: DeviceState,
  /** Until when a lock or our own budget keeps us out, ms since the epoch. */
  waitUntil: z.number().optional(),
  /** s the device's clock is ahead of this computer's; negative when it lags. */
  clockOffsetSeconds: z.number().optional(),
  signedInAs: z.string().optional(),
  /** It shows a certificate that nobody has accepted: nothing is sent to it until a person has decided. */
  certificate: CertificateQuestion.optional(),
  /** ms since the epoch. */
  lastSeen: z.number(),
  goneSince: z.number().optional(),
  /** Those that were odd when they were read last. */
  oddAnswers: z.array(OddAnswer).readonly().optional(),
})
export type DeviceSummary = z.infer<typeof DeviceSummary>

/** The key of an identity: MAC first, for it survives a change of deviceID. */
export function deviceKey({ mac, deviceId }: Pick<DeviceIdentity, 'mac' | 'deviceId'>): DeviceKey {
  const digits = mac.toLowerCase().replace(/[^0-9a-f]/g, '')
  if (digits.length === 12 && !/^0+$/.test(digits)) return digits
  return `id-${deviceId.replace(/[^\w.-]/g, '_').slice(0, 60) || 'none'}`
}

/** True when both speak of the same device: the MAC decides, else the deviceID. */
export function isSameDevice(a: Pick<DeviceIdentity, 'mac' | 'deviceId'>, b: Pick<DeviceIdentity, 'mac' | 'deviceId'>): boolean {
  return deviceKey(a) === deviceKey(b)
}
