import type { Camera } from '#simulator/camera.ts'
import type { Clock } from '#simulator/clock/clock.ts'
import { createVirtualDevice, type VirtualDeviceOptions } from '#simulator/device.ts'
import type { Endpoint } from '#simulator/factory.ts'
import type { Identity, Profile } from '#simulator/profile.ts'
import { demoAccount, type ProfileId, profiles } from '#simulator/profiles.ts'
import { powerOn, type PoweredDevice, type PowerOptions } from '#simulator/server.ts'
import type { Account } from '#simulator/sign-in/accounts.ts'

export interface StartOptions
  extends Partial<Omit<PowerOptions, 'clock'>>, Partial<Pick<VirtualDeviceOptions, 'nonceMs' | 'nonceUses' | 'isTimeServer'>> {
  /** `ipc` unless told otherwise. */
  readonly profile?: ProfileId | Profile
  /** By name: `okButUnchanged:network.bonjour`. */
  readonly quirks?: readonly string[]
  readonly answersMove?: 'ok' | 'nothing'
  readonly account?: Account
  readonly identity?: Partial<Identity>
  readonly clock?: Clock
  /** An own address on Linux, an own port elsewhere, unless given. */
  readonly endpoint?: Endpoint
}

export interface StartedDevice extends PoweredDevice {
  readonly endpoint: Endpoint
  readonly account: Account
  /** `http://127.31.4.7:8080` */
  readonly url: string
}

/** The manual's own device. */
export const testIdentity: Identity = { deviceId: '159356', mac: '00:1C:27:15:93:56', instance: 'IPCamera 15:93:56' }

/** A picture of the right beginning and end, for tests that do not look at it. */
export const tinyJpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')

/** Plays one part at once and then holds the line. */
export const stillCamera: Camera = {
  snapshot: () => Promise.resolve(tinyJpeg),
  play: (_view, encoding, response) => {
    const type = encoding === 'mjpeg' ? 'image/jpeg' : 'video/h264'
    response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=myboundary' })
    response.write(`--myboundary\r\nContent-Type: ${type}\r\nContent-Length: ${tinyJpeg.length}\r\n\r\n`)
    response.write(tinyJpeg)
    response.write('\r\n')
  },
}

/** Starts one virtual device on a real socket. Moves and restarts take 20 ms unless told otherwise. */
export async function startVirtualDevice(options: StartOptions = {}): Promise<StartedDevice> {
  const { account = demoAccount, identity, quirks = [], camera = stillCamera, answersMove } = options
  const profile: Profile = typeof options.profile === 'object' ? options.profile : profiles[options.profile ?? 'ipc']
  const endpoint = options.endpoint ?? freeEndpoint()
  const device = createVirtualDevice({
    ...options,
    profile: { ...profile, quirks: [...(profile.quirks ?? []), ...quirks], ...(answersMove ? { answersMove } : {}) },
    identity: { ...testIdentity, ...identity },
    endpoint,
    account,
  })
  const powered = await powerOn(device, { moveMs: 20, restartMs: 20, ...options, camera })
  return { ...powered, endpoint, account, url: `http://${endpoint.address}:${endpoint.port}` }
}

let next = 0

/**
 * An address nobody uses: on Linux one of the 508 of 127.64.0.0/10 that are this process's own, elsewhere a port of
 * 127.0.0.1. Test files run side by side in processes whose numbers are close, so the shares must not overlap.
 */
export function freeEndpoint(): Endpoint {
  const mine = next++
  if (process.platform !== 'linux') return { address: '127.0.0.1', port: 20_000 + ((process.pid * 64 + mine) % 40_000) }
  const network = (process.pid % 8192) * 2 + (Math.floor(mine / 254) % 2)
  return { address: `127.${64 + (network >> 8)}.${network & 0xff}.${1 + (mine % 254)}`, port: 8080 }
}
