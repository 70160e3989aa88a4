import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient, type DeviceClient } from '#node/client/client.ts'
import type { Part } from '#node/live/multipart.ts'
import { splitNals } from '#node/live/nal.ts'
import { profiles } from '#simulator/profiles.ts'
import { clipCamera } from '#simulator/video/clipCamera.ts'
import { aBench, cooperative, errorOf } from '#test/support/rudeDevice.ts'
import { text } from '#test/support/rudeServer.ts'
import { startVirtualDevice, type StartedDevice, type StartOptions } from '#test/support/virtualDevice.ts'

const bench = aBench()
const whenDone: (() => Promise<void> | void)[] = []
afterEach(async () => {
  await bench.close()
  for (const end of whenDone.splice(0).reverse()) await end()
})

const camera = clipCamera('dock')
const main = { channel: 1, stream: 1 }

async function aDevice(options: StartOptions = {}): Promise<StartedDevice> {
  const device = await startVirtualDevice({ camera, ...options })
  whenDone.push(() => device.close())
  return device
}

async function signedIn(device: StartedDevice): Promise<{ readonly client: DeviceClient; readonly stop: AbortController }> {
  const client = createClient(device.endpoint, { budget: createAttemptBudget(), limits: { idleMs: 4000 } })
  whenDone.push(() => client.close())
  await client.signIn(device.account)
  return { client, stop: new AbortController() }
}

async function some(parts: AsyncIterable<Part>, count: number): Promise<readonly Part[]> {
  const taken: Part[] = []
  for await (const part of parts) if (taken.push(part) === count) break
  return taken
}

const rolesOf = (part: Part | undefined, kind: 'h264' | 'h265') => splitNals(part?.bytes ?? new Uint8Array(), kind).map(({ role }) => role)

describe('video over RTSP', () => {
  it.each(['none', 'basic', 'digest', 'digest-sha256'] as const)(
    'begins with a key frame where the server asks for %s',
    async (rtspSignIn) => {
      const { client, stop } = await signedIn(await aDevice({ profile: { ...profiles.ipc, rtspSignIn } }))
      const [first, second] = await some(await client.watch(main, stop), 2)
      expect(rolesOf(first, 'h264')).toEqual(expect.arrayContaining(['sps', 'pps', 'key']))
      expect(rolesOf(second, 'h264')).toContain('picture')
      expect((second?.timestamp ?? 0) - (first?.timestamp ?? 0)).toBe(3600)
    },
  )

  it('is H.265 where the stream is', async () => {
    const { client, stop } = await signedIn(await aDevice({ profile: 'ptz-dome' }))
    const [first] = await some(await client.watch({ channel: 1, stream: 3 }, stop), 1)
    expect([first?.contentType, rolesOf(first, 'h265')]).toEqual(['video/h265', expect.arrayContaining(['vps', 'sps', 'pps', 'key'])])
  })

  it('of all channels of a recorder plays at once', async () => {
    const { client, stop } = await signedIn(await aDevice({ profile: 'nvr' }))
    const { channels } = profiles.nvr
    const streams = await Promise.all(channels.map((channel) => client.watch({ channel, stream: 2 }, stop)))
    expect((await Promise.all(streams.map((parts) => some(parts, 10)))).map((parts) => parts.length)).toEqual(channels.map(() => 10))
  })

  it('outlives the timeout of its session', async () => {
    const { client, stop } = await signedIn(await aDevice({ profile: { ...profiles.ipc, rtspTimeout: 1 } }))
    const parts = await some(await client.watch(main, stop), 60)
    expect(parts.some(({ isAfterGap }) => isAfterGap)).toBe(false)
  })

  it('that is cut says so', async () => {
    const device = await aDevice()
    const { client, stop } = await signedIn(device)
    const parts = await client.watch(main, stop)
    const reading = errorOf(some(parts, 1000))
    await device.close()
    expect(await reading).toMatchObject({ kind: 'unreachable', why: 'reset', request: 'RTSP', address: `${device.endpoint.address}:8080` })
  })

  it('of a device without an RTSP server is refused at once', async () => {
    const { client, stop } = await signedIn(await aDevice({ camera: { snapshot: camera.snapshot, play: camera.play } }))
    expect(await errorOf(client.watch(main, stop))).toMatchObject({ kind: 'unreachable', why: 'refused' })
  })
})

/** A port of 127.0.0.1 nobody has, with the one for RTSP beside it. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof at === 'object' && at ? at.port : 0
}

describe('a wrong password', () => {
  /** A recorder whose web server lets anybody in, and whose RTSP server does not. */
  async function lyingRecorder(password: string) {
    const device = await aDevice({ profile: 'nvr', endpoint: { address: '127.0.0.1', port: await freePort() } })
    const http = await bench.serverThat((request, ...rest) => {
      const channel = request.query.find(([name]) => name === 'cameraID')?.[1] ?? ''
      const token = Buffer.from('159356').toString('base64url')
      const url = `rtsp://127.0.0.1:${device.device.rtspPort()}/snl/live/${channel}/1/${token}=-${token}=`
      return (request.program.endsWith('video.cgi') ? text(url) : cooperative)(request, ...rest)
    })
    const budget = createAttemptBudget()
    const client = bench.clientOf(http, { budget })
    await client.signIn({ user: 'admin', password })
    return { device, client, stop: new AbortController() }
  }

  it('is one attempt, however many channels are opened with it', async () => {
    const { device, client, stop } = await lyingRecorder('wrong-1234')
    const outcomes = await Promise.all(profiles.nvr.channels.map((channel) => errorOf(client.watch({ channel, stream: 1 }, stop))))
    expect(outcomes).toEqual(
      outcomes.map(() => expect.objectContaining({ kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1 }) as unknown),
    )
    const { client: other } = await signedIn(device)
    expect(other.signedInAs).toBe('admin')
  })

  it('leaves the settings signed in, and a new sign-in is tried', async () => {
    const { client, stop } = await lyingRecorder('wrong-1234')
    await errorOf(client.watch(main, stop))
    expect(client.signedInAs).toBe('admin')
    await client.signIn({ user: 'admin', password: 'sightline-demo' })
    expect(await some(await client.watch(main, stop), 1)).toHaveLength(1)
  })
})
