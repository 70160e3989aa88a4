import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type LocalNetwork, localNetwork6 } from '#common/catalog/network/localNetwork.ts'
import type { Plan } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { freeEndpoint, startVirtualDevice } from '#test/support/virtualDevice.ts'
import { type Bench, bonjourTurned, closeAll, closeLater, ended, planOf, rowOf, signedIn, withCard } from './bench.ts'

afterEach(closeAll)

function addressPlan(bench: Bench, address: string): Promise<Plan> {
  return planOf(bench, 'network', { 'network.ipv4': withCard({ address }) })
}

describe('giving the second card of a camera an IPv6 address', () => {
  it('writes to that card alone, proves it by its number, and moves nothing', async () => {
    const bench = await signedIn({ profile: 'lpr' })
    const six = async (card: number) => (await bench.app.handlers['settings.read'](bench.key, localNetwork6.id, { card })).value
    const [first, before] = [await six(1), await six(2)]
    const cards = (before['cards'] as readonly AnyValues[]).map((card) => ({ ...card, automatic: false, address: 'fd00::2' }))
    const change = { setting: localNetwork6.id, target: { card: 2 }, before: { ...before }, after: { cards } }
    const end = await ended(bench, { device: bench.key, kind: 'network', changes: [change] })
    expect(end.error).toBeUndefined()
    expect(end.proof.map(({ group, label, stored, verdict }) => `${group}: ${label} ${stored} ${verdict}`)).toEqual([
      'Card 2: Address fd00::2 equal',
      'Card 2: Address automatic off equal',
    ])
    expect(end.steps.map(({ kind }) => kind)).not.toContain('findAgain')
    expect(await six(1)).toEqual(first)
  })
})

describe('giving a camera another address', () => {
  it('follows it by identity, proves every value and keeps the row', async () => {
    const bench = await signedIn()
    const to = freeEndpoint().address
    const progress = await ended(bench, await addressPlan(bench, to))
    expect(progress.error).toBeUndefined()
    expect(progress.steps.map((step) => `${step.kind} ${step.state}`)).toEqual([
      'read done',
      'check done',
      'backUp done',
      'write done',
      'findAgain done',
      'sameDevice done',
      'readBack done',
      'journal done',
    ])
    expect(progress.proof.map(({ label, asked, stored, verdict }) => ({ label, asked, stored, verdict }))).toEqual([
      { label: 'Address', asked: to, stored: to, verdict: 'equal' },
    ])
    expect(await rowOf(bench)).toMatchObject({ endpoint: { address: to }, signedInAs: 'admin' })
  })

  it('leaves a backup of what the device had, and a journal with every step begun and done', async () => {
    const bench = await signedIn()
    const progress = await ended(bench, await addressPlan(bench, freeEndpoint().address))
    const { file } = progress.steps.find((step) => step.kind === 'backUp')?.facts ?? {}
    const backup = JSON.parse(await readFile(join(bench.app.folder, String(file)), 'utf8')) as { settings: { value: LocalNetwork }[] }
    expect(backup.settings[0]?.value.cards[0]?.address).toBe(bench.device.endpoint.address)
    const lines = (await bench.app.handlers['journal.list'](bench.key)).filter((entry) => entry.job === progress.job)
    expect(lines.map((entry) => entry.what)).toEqual(['begun', ...Array.from({ length: 16 }, () => 'step'), 'ended'])
  })

  it('asks who is at the new address before any password goes there, and names an impostor', async () => {
    const bench = await signedIn({ moveMs: 60_000 })
    const to = { address: freeEndpoint().address, port: bench.device.endpoint.port }
    const running = ended(bench, await addressPlan(bench, to.address))
    await bench.app.until('jobs.progressed', (progress) =>
      progress.steps.some((step) => step.kind === 'findAgain' && step.state === 'busy'),
    )
    closeLater(await startVirtualDevice({ endpoint: to, identity: { deviceId: '7', mac: '00:1C:27:00:00:07' } }))
    expect((await running).error).toMatchObject({ kind: 'impostor', expected: bench.key, found: '00:1C:27:00:00:07', address: to.address })
    expect(await rowOf(bench)).toMatchObject({ key: bench.key })
  })

  it('refuses an address another device of the list has, before anything is written', async () => {
    const bench = await signedIn()
    const other = closeLater(await startVirtualDevice({ identity: { deviceId: '8', mac: '00:1C:27:00:00:08' } }))
    await bench.app.handlers['search.addByHand'](other.endpoint)
    const plan = await addressPlan(bench, other.endpoint.address)
    const findings = await bench.app.handlers['plans.check'](plan)
    expect(findings.filter((finding) => finding.verdict === 'fail').map((finding) => finding.check)).toEqual(['addressFree'])
    const progress = await ended(bench, plan)
    expect([progress.error?.kind, progress.steps.find((step) => step.kind === 'write')?.state]).toEqual(['preflight', 'waits'])
  })
})

describe('when a device says OK and stores something else', () => {
  it('is named as a mismatch, asked beside stored, after a second look', async () => {
    const bench = await signedIn({ quirks: ['okButUnchanged:network.bonjour'] })
    const progress = await ended(bench, await bonjourTurned(bench))
    expect(progress).toMatchObject({
      state: 'failed',
      error: { kind: 'mismatch', rows: [{ label: 'Bonjour' }] },
      proof: [{ verdict: 'different' }],
    })
  })
})
