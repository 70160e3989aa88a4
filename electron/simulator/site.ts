import { createAnnouncer, type Announcer } from './bonjour/announcer.ts'
import type { Announcement } from './bonjour/records.ts'
import type { Camera } from './camera.ts'
import type { Clock } from './clock/clock.ts'
import { createVirtualDevice, type VirtualDevice } from './device.ts'
import type { Endpoint } from './factory.ts'
import type { OnvifAnnouncement } from './onvif/message.ts'
import { createOnvifResponder, type OnvifResponder } from './onvif/responder.ts'
import type { Identity, Profile } from './profile.ts'
import { demoAccount, demoSite, type ProfileId, profiles } from './profiles.ts'
import { powerOn, type PoweredDevice, type PowerOptions } from './server.ts'
import { openSharedAddress, type SharedAddress } from './sharedAddress.ts'
import { siteCamera } from './siteCamera.ts'
import type { Account } from './sign-in/accounts.ts'

export interface SiteOptions extends Pick<PowerOptions, 'moveMs' | 'restartMs' | 'https'> {
  /** [1, 60000]; each kind once unless given. */
  readonly devices?: number
  /** In this order, again and again until there are enough; the demo's thirteen unless given. */
  readonly kinds?: readonly ProfileId[]
  /** The addresses after this one are taken, one a device. Elsewhere than on Linux all share 127.0.0.1. */
  readonly base?: string
  /** Port of every device: 80 where this process may have it, else 8080. */
  readonly port?: number
  readonly account?: Account
  /** So many more, all of them at one address, the next after the others: fresh from the box. */
  readonly fresh?: readonly ProfileId[]
  readonly clock?: Clock
  /** What the devices see; the committed clips unless given. */
  readonly camera?: (profile: Profile) => Camera
  /** Bonjour and WS-Discovery, on unless told otherwise. */
  readonly announce?: boolean
  readonly mdnsPort?: number
  readonly wsPort?: number
  /** Faults by name: every device has them, or the n-th alone, `emptyAnswer:NTP@2`. */
  readonly quirks?: readonly string[]
  readonly onProblem?: (problem: Error) => void
}

export interface Site {
  readonly devices: readonly PoweredDevice[]
  /** Where those fresh from the box are. */
  readonly shared?: SharedAddress
  /** Goodbyes, then every listener closes. */
  readonly close: () => Promise<void>
}

/**
 * Starts a virtual site.
 *
 * Rejects when an address is taken; what had started by then is closed again.
 */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  const { kinds = demoSite, base = '127.20.0.0', account = demoAccount, camera = siteCamera, quirks = [] } = options
  const count = options.devices ?? kinds.length
  const [announcer, onvif] = options.announce === false ? [] : await Promise.all([announcerOrNone(options), onvifOrNone(options)])
  const fresh = options.fresh ?? []
  const started: PoweredDevice[] = []
  let shared: SharedAddress | undefined
  async function close() {
    await Promise.all([announcer?.close(), onvif?.close()])
    await Promise.all(started.map((device) => device.close()))
    await shared?.close()
  }

  async function start(index: number, port: number | undefined): Promise<PoweredDevice> {
    const profile: Profile = profiles[fresh[index - count] ?? kinds[index % kinds.length] ?? 'ipc']
    const device = createVirtualDevice({
      profile: { ...profile, quirks: [...(profile.quirks ?? []), ...quirks.flatMap((quirk) => quirkAt(quirk, index))] },
      identity: identityAt(profile, index),
      endpoint: endpointAt(base, Math.min(index, count), port),
      account,
      ...(options.clock ? { clock: options.clock } : {}),
    })
    const powered = await powerOn(device, {
      ...options,
      camera: camera(profile),
      ...(shared ? { shared } : {}),
      ...announcing(device, announcer, onvif),
    })
    started.push(powered)
    return powered
  }

  try {
    const port = options.port ?? (await lowestPort(start))
    if (fresh.length > 0) shared = await openSharedAddress(endpointAt(base, count, port))
    const rest = Array.from({ length: count + fresh.length - started.length }, (_, index) => index + started.length)
    const others = await Promise.allSettled(rest.map((index) => start(index, port)))
    const failed = others.find((outcome) => outcome.status === 'rejected')
    if (failed) throw failed.reason
  } catch (thrown) {
    await close()
    throw thrown
  }
  const order = (powered: PoweredDevice) => Number(powered.device.identity().deviceId)
  return { devices: [...started].sort((a, b) => order(a) - order(b)), ...(shared ? { shared } : {}), close }
}

function quirkAt(quirk: string, index: number): readonly string[] {
  const { name = quirk, place } = /^(?<name>.*)@(?<place>\d+)$/.exec(quirk)?.groups ?? {}
  return place === undefined || Number(place) === index + 1 ? [name] : []
}

/** Starts the first device on port 80, or on 8080 where 80 is not ours to have. */
async function lowestPort(start: (index: number, port: number | undefined) => Promise<unknown>): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined
  try {
    await start(0, 80)
    return 80
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EACCES') throw thrown
    return 8080
  }
}

/** Own address and one port on Linux; elsewhere one address and own ports. */
function endpointAt(base: string, index: number, port: number | undefined): Endpoint {
  if (process.platform !== 'linux') return { address: '127.0.0.1', port: (port ?? 8080) + index }
  const [a = 127, b = 20, c = 0, d = 0] = base.split('.').map(Number)
  // 254 devices in each third part, .0 and .255 left alone.
  const third = c + Math.floor((d + index) / 254)
  return { address: `${a}.${b}.${third}.${((d + index) % 254) + 1}`, port: port ?? 80 }
}

const firstId = 159_356

/** The MAC carries the id in its last six digits, as in the manual's sample; every seventh has another maker's prefix (both seen). */
function identityAt({ announcedAs }: Profile, index: number): Identity {
  const deviceId = String(firstId + index)
  const tail = deviceId.replace(/(..)(..)(..)/, '$1:$2:$3')
  return { deviceId, mac: `${index % 7 === 6 ? 'E0:7F:88' : '00:1C:27'}:${tail}`, instance: `${announcedAs} ${tail}` }
}

/** A device whose Bonjour is off answers ONVIF's questions all the same. */
function announcing(
  device: VirtualDevice,
  announcer: Announcer | undefined,
  onvif: OnvifResponder | undefined,
): Pick<PowerOptions, 'onUp' | 'onDown'> {
  const key = device.identity().deviceId
  return {
    onUp: (endpoint) => {
      onvif?.announce(key, onvifAnnouncementOf(device, endpoint))
      if (device.isAnnounced()) announcer?.announce(key, announcementOf(device, endpoint))
      else announcer?.withdraw(key)
    },
    onDown: (saysGoodbye) => {
      for (const one of [announcer, onvif]) {
        if (saysGoodbye) one?.withdraw(key)
        else one?.forget(key)
      }
    },
  }
}

/** The lasting address ends in the MAC, as the one of manual 2.6.12.1.1 does, from which the rest of it is taken. */
function onvifAnnouncementOf(device: VirtualDevice, { address, port }: Endpoint): OnvifAnnouncement {
  const { mac, instance } = device.identity()
  const uuid = `4e043800-d3d9-122f-b19a-${mac.replaceAll(':', '').toLowerCase()}`
  return { uuid, name: instance, hardware: device.profile.model, address, port }
}

function announcementOf(device: VirtualDevice, { address, port }: Endpoint): Announcement {
  const { deviceId, mac, instance } = device.identity()
  return {
    instance,
    host: `ipc-${deviceId}`,
    address,
    port,
    txt: { macaddress: mac, deviceid: deviceId, model: device.profile.model },
  }
}

/** Where another program holds the port for itself, the site goes without Bonjour and says so. */
async function announcerOrNone({ mdnsPort, onProblem = () => undefined }: SiteOptions): Promise<Announcer | undefined> {
  try {
    return await createAnnouncer({ onProblem, ...(mdnsPort === undefined ? {} : { port: mdnsPort }) })
  } catch (thrown) {
    onProblem(new Error('no Bonjour on this site', { cause: thrown }))
    return undefined
  }
}

async function onvifOrNone({ wsPort, onProblem = () => undefined }: SiteOptions): Promise<OnvifResponder | undefined> {
  try {
    return await createOnvifResponder({ onProblem, ...(wsPort === undefined ? {} : { port: wsPort }) })
  } catch (thrown) {
    onProblem(new Error('no WS-Discovery on this site', { cause: thrown }))
    return undefined
  }
}
