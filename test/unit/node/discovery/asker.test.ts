import { describe, expect, it } from 'vitest'
import type { DeviceIdentity, Endpoint } from '#common/device/device.ts'
import { createAsker } from '#node/discovery/asker.ts'
import { camera } from '#test/support/identities.ts'
import { createManualClock } from '#test/support/manualClock.ts'

const at = (last: number): Endpoint => ({ address: `192.168.0.${last}`, port: 80 })
const settled = () => new Promise((resolve) => setImmediate(resolve))

/** Questions stay open until the test answers them. */
function asking(parallel = 2) {
  const clock = createManualClock()
  const open: { readonly endpoint: Endpoint; readonly signal: AbortSignal; readonly answer: (identity: DeviceIdentity) => void }[] = []
  const identify = (endpoint: Endpoint, signal: AbortSignal) =>
    new Promise<DeviceIdentity>((answer) => void open.push({ endpoint, signal, answer }))
  return { clock, open, asker: createAsker({ identify, timers: clock, parallel, timeoutMs: 3000 }) }
}

describe('asking addresses who they are', () => {
  it('asks no more at a time than it may', async () => {
    const { asker, open } = asking(2)
    for (const last of [1, 2, 3]) void asker.ask(at(last))
    await settled()
    expect(open).toHaveLength(2)
    open[0]?.answer(camera(1))
    await settled()
    expect(open).toHaveLength(3)
  })

  it('asks an address once for all who want to know', async () => {
    const { asker, open } = asking()
    const both = [asker.ask(at(1)), asker.ask(at(1))]
    await settled()
    open[0]?.answer(camera(1))
    expect(await Promise.all(both)).toEqual([{ identity: camera(1) }, { identity: camera(1) }])
    expect(open).toHaveLength(1)
  })

  it('gives up in time, even when the question cannot be called off', async () => {
    const { asker, clock, open } = asking()
    const reply = asker.ask(at(1))
    await settled()
    clock.advance(3000)
    expect(await reply).toEqual({ error: { kind: 'unreachable', why: 'timeout', address: '192.168.0.1' } })
    expect(open[0]?.signal.aborted).toBe(true)
  })

  it('ends as cancelled when everything ends, also what waited for its turn', async () => {
    const { asker, open } = asking(1)
    const all = [asker.ask(at(1)), asker.ask(at(2))]
    await settled()
    asker.cancelAll()
    expect(await Promise.all(all)).toEqual([{ error: { kind: 'cancelled' } }, { error: { kind: 'cancelled' } }])
    expect(open).toHaveLength(1)
  })
})
