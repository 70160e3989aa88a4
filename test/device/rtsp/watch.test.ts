import { afterEach, describe, expect, it } from 'vitest'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient, type DeviceClient } from '#node/client/client.ts'
import type { Part } from '#node/live/multipart.ts'
import { splitNals } from '#node/live/nal.ts'
import { profiles } from '#simulator/profiles.ts'
import { clipCamera } from '#simulator/video/clipCamera.ts'
import { startVirtualDevice, type StartedDevice, type StartOptions } from '#test/support/virtualDevice.ts'

const whenDone: (() => Promise<void> | void)[] = []
afterEach(async () => {
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
  const stop = new AbortController()
  whenDone.push(() => client.close())
  await client.signIn(device.account)
  return { client, stop }
}

async function some(parts: AsyncIterable<Part>, count: number): Promise<readonly Part[]> {
  const taken: Part[] = []
  for await (const part of parts) if (taken.push(part) === count) break
  return taken
}

const rolesOf = ({ bytes }: Part, kind: 'h264' | 'h265') => splitNals(bytes, kind).map(({ role }) => role)

describe('video over RTSP', () => {
  it.each(['none', 'basic', 'digest', 'digest-sha256'] as const)(
    'begins with parameter sets and a key frame where the server asks for %s',
    async (rtspSignIn) => {
      const device = await aDevice({ profile: { ...profiles.ipc, rtspSignIn } })
      const { client, stop } = await signedIn(device)
      const [first, second] = await some(await client.watch(main, stop), 2)
      expect(rolesOf(first as Part, 'h264')).toEqual(expect.arrayContaining(['sps', 'pps', 'key']))
      expect(rolesOf(second as Part, 'h264')).toContain('picture')
      expect((second?.timestamp ?? 0) - (first?.timestamp ?? 0)).toBe(3600)
    },
  )
})
