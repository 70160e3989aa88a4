import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Events } from '#common/ipc/contract.ts'
import type { EventName } from '#common/ipc/names.ts'
import type { Plan } from '#common/plan/plan.ts'
import { createSightline } from '#node/sightline.ts'
import { createBridge } from '#renderer/bridge/client.ts'
import { createSocketCarrier } from '#renderer/bridge/socket.ts'
import { errorOf } from '#test/support/rudeDevice.ts'
import { startVirtualDevice } from '#test/support/virtualDevice.ts'
import { startWebHost } from '#web/host.ts'
import { closeAll, closeLater } from './bench.ts'

afterEach(closeAll)

/** The web host over the whole application, and as many pages as are opened. */
async function hosted() {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-windows-'))
  const host = await startWebHost({ createSightline, version: '0', folder, pageFolder: folder, adapters: ['127.0.0.1'] })
  closeLater({
    async close() {
      await host.stop()
      await rm(folder, { recursive: true, force: true })
    },
  })
  const origin = `http://127.0.0.1:${host.port}`
  const answer = await fetch(host.url, { redirect: 'manual' })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

  function openPage() {
    const carrier = createSocketCarrier({
      connect: () => new WebSocket(`ws://127.0.0.1:${host.port}/socket`, { headers: { origin, cookie } }),
    })
    closeLater({ close: () => Promise.resolve(carrier.close()) })
    const bridge = createBridge(
      () => carrier,
      () => `${origin}/`,
    )
    return {
      bridge,
      /** Resolves with the next event of which `wanted` holds. */
      until: <N extends EventName>(name: N, wanted: (payload: Events[N]) => boolean) =>
        new Promise<Events[N]>((resolve) => {
          const stop = bridge.on(name, (payload) => {
            if (!wanted(payload)) return
            stop()
            resolve(payload)
          })
        }),
    }
  }
  return { first: openPage(), second: openPage() }
}

describe('two windows on one device', () => {
  it('write one after the other: the second is told what is under way and since when, and sees it change', async () => {
    const device = closeLater(await startVirtualDevice({ quirks: ['slow:60'] }))
    const { first, second } = await hosted()
    const { key } = await first.bridge.request('search.addByHand', device.endpoint)
    await first.bridge.request('signIn.many', [key], device.account)
    expect(await second.bridge.request('devices.list')).toMatchObject([{ key, signedInAs: 'admin' }])

    const plan = (enabled: boolean): Plan => ({
      device: key,
      kind: 'settings',
      changes: [{ setting: 'network.bonjour', target: {}, before: { enabled: !enabled }, after: { enabled } }],
    })
    const inSecond = second.until('jobs.progressed', ({ steps }) => steps.some(({ kind, state }) => kind === 'write' && state === 'busy'))
    const ended = second.until('jobs.progressed', ({ state }) => state === 'done')
    const line = second.until('journal.grew', (entry) => entry.what === 'ended')
    const { job } = await first.bridge.request('plans.run', plan(false))
    await inSecond
    expect(await errorOf(second.bridge.request('plans.run', plan(false)))).toMatchObject({
      kind: 'busy',
      job,
      plan: 'settings',
      since: expect.any(Number) as number,
      step: 'write',
    })
    expect((await ended).job).toBe(job)
    expect(await line).toMatchObject({ job, state: 'done' })
    expect((await second.bridge.request('settings.read', key, 'network.bonjour', {})).value).toEqual({ enabled: false })

    const back = await second.bridge.request('plans.run', plan(true))
    expect((await first.until('jobs.progressed', (progress) => progress.job === back.job && progress.state !== 'running')).state).toBe(
      'done',
    )
  })

  it('decide once about a plan that was cut short: what one leaves is gone in the other', async () => {
    const device = closeLater(await startVirtualDevice({ quirks: ['doesNotComeBack'] }))
    const { first, second } = await hosted()
    const { key } = await first.bridge.request('search.addByHand', device.endpoint)
    await first.bridge.request('signIn.many', [key], device.account)
    const offered = second.until('plans.unfinishedChanged', (plans) => plans.length === 1)
    const before = (await first.bridge.request('settings.read', key, 'network.ports', {})).value
    const changes = [{ setting: 'network.ports', target: {}, before, after: { ...before, http: 8095 } }]
    const following = first.until('jobs.progressed', ({ steps }) =>
      steps.some(({ kind, state }) => kind === 'findAgain' && state === 'busy'),
    )
    const { job } = await first.bridge.request('plans.run', { device: key, kind: 'network', changes })
    await following
    await first.bridge.request('jobs.cancel', job)
    expect(await offered).toMatchObject([{ job, sent: 1 }])
    const gone = second.until('plans.unfinishedChanged', (plans) => plans.length === 0)
    await first.bridge.request('plans.leave', job)
    expect(await gone).toEqual([])
  })
})
