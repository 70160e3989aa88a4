import { afterEach, describe, expect, it } from 'vitest'
import { ntp } from '#common/catalog/time/ntp.ts'
import type { Plan } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { profiles } from '#simulator/profiles.ts'
import { freeEndpoint } from '#test/support/virtualDevice.ts'
import { closeAll, ended, planOf, read, rowOf, signedIn } from './bench.ts'

afterEach(closeAll)

function card(number: number, address: string) {
  return { card: number, version: 'IPv4', address, mask: '255.0.0.0', gateway: '', dns1: '', dns2: '', automatic: false, mtu: 1500 }
}

describe('a device with two cards', () => {
  it('changed in one plan is sent the card we talk through last: the other would not be reached any more', async () => {
    const endpoint = freeEndpoint()
    const second = freeEndpoint()
    const factory = { 'network.ipv4': { cards: [card(1, endpoint.address), card(2, second.address)] } }
    const bench = await signedIn({ endpoint, quirks: ['slow:60'], profile: { ...profiles.ipc, cards: 2, factory } })
    const [here, there] = [freeEndpoint().address, freeEndpoint().address]
    const plan = await planOf(bench, 'network', {
      'network.ipv4': (before) => ({
        cards: (before['cards'] as readonly AnyValues[]).map((one, index) => ({ ...one, address: index === 0 ? here : there })),
      }),
    })
    const progress = await ended(bench, plan)
    expect(progress.error).toBeUndefined()
    expect(progress.steps.find(({ kind }) => kind === 'write')?.facts).toMatchObject({ requests: 2 })
    expect(await read(bench, 'network.ipv4')).toMatchObject({ cards: [{ address: here }, { address: there }] })
    expect(await rowOf(bench)).toMatchObject({ endpoint: { address: here } })
  })
})

describe('a choice of the device that no option names', () => {
  const profile = { ...profiles.ipc, factory: { 'time.ntp': { ...ntp.sample, unit: '?77', interval: 3600 } } }

  it('goes back to it unchanged with the rest of its record', async () => {
    const bench = await signedIn({ profile })
    const plan = await planOf(bench, 'settings', { 'time.ntp': (before) => ({ ...before, server: '127.0.0.9' }) })
    expect(plan.changes[0]?.before).toMatchObject({ unit: '?77' })
    const progress = await ended(bench, plan)
    expect(progress.error).toBeUndefined()
    expect(bench.device.device.kept('time.ntp')).toMatchObject({ unit: '?77', server: '127.0.0.9' })
  })

  it('made up by somebody else is refused', async () => {
    const bench = await signedIn({ profile })
    const plan: Plan = await planOf(bench, 'settings', { 'time.ntp': (before) => ({ ...before, unit: '?78' }) })
    expect((await ended(bench, plan)).error).toMatchObject({ kind: 'invalid', issues: [{ path: 'unit', problem: 'notOneOf' }] })
  })
})
