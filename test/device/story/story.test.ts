import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { LocalNetwork } from '#common/catalog/network/localNetwork.ts'
import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import type { JobProgress, Plan } from '#common/plan/plan.ts'
import { startApp, type StartedApp } from '#test/support/startedApp.ts'
import { freeEndpoint, startVirtualDevice, type StartedDevice, type StartOptions } from '#test/support/virtualDevice.ts'

const closing: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close()
})

interface Bench {
  readonly app: StartedApp
  readonly device: StartedDevice
  readonly key: DeviceKey
}

async function signedIn(options: StartOptions = {}): Promise<Bench> {
  const device = await startVirtualDevice(options)
  const app = await startApp()
  closing.push(device, app)
  const found = await app.handlers['search.addByHand'](device.endpoint)
  const [outcome] = await app.handlers['signIn.many']([found.key], device.account)
  expect(outcome).toEqual({ device: found.key })
  return { app, device, key: found.key }
}

async function addressPlan({ app, key }: Bench, address: string): Promise<Plan> {
  const { value } = await app.handlers['settings.read'](key, 'network.ipv4', {})
  const before = value as unknown as LocalNetwork
  const after = { cards: before.cards.map((card, index) => (index === 0 ? { ...card, address } : card)) }
  return { device: key, kind: 'network', changes: [{ setting: 'network.ipv4', target: {}, before: { ...before }, after: { ...after } }] }
}

async function ended({ app }: Bench, plan: Plan): Promise<JobProgress> {
  const { job } = await app.handlers['plans.run'](plan)
  return app.until(
    'jobs.progressed',
    (progress) => progress.job === job && progress.state !== 'running' && (progress.error !== undefined || progress.state === 'done'),
  )
}

async function summary({ app, key }: Bench): Promise<DeviceSummary | undefined> {
  return (await app.handlers['devices.list']()).find((device) => device.key === key)
}

const bonjourOff: Omit<Plan, 'device'> = {
  kind: 'settings',
  changes: [{ setting: 'network.bonjour', target: {}, before: { enabled: true }, after: { enabled: false } }],
}

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
    expect(await summary(bench)).toMatchObject({ endpoint: { address: to }, signedInAs: 'admin' })
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
    closing.push(await startVirtualDevice({ endpoint: to, identity: { deviceId: '7', mac: '00:1C:27:00:00:07' } }))
    expect((await running).error).toMatchObject({ kind: 'impostor', expected: bench.key, found: '00:1C:27:00:00:07', address: to.address })
    expect(await summary(bench)).toMatchObject({ key: bench.key })
  })

  it('refuses an address another device of the list has, before anything is written', async () => {
    const bench = await signedIn()
    const other = await startVirtualDevice({ identity: { deviceId: '8', mac: '00:1C:27:00:00:08' } })
    closing.push(other)
    await bench.app.handlers['search.addByHand'](other.endpoint)
    const plan = await addressPlan(bench, other.endpoint.address)
    const findings = await bench.app.handlers['plans.check'](plan)
    expect(findings.filter((finding) => finding.verdict === 'fail').map((finding) => finding.check)).toEqual(['addressFree'])
    const progress = await ended(bench, plan)
    expect([progress.error?.kind, progress.steps.find((step) => step.kind === 'write')?.state]).toEqual(['invalid', 'waits'])
  })

  it('refuses a gateway outside the subnet', async () => {
    const bench = await signedIn()
    const plan = await addressPlan(bench, freeEndpoint().address)
    const [change] = plan.changes
    const cards = (change?.after['cards'] as LocalNetwork['cards']).map((card) => ({
      ...card,
      mask: '255.255.255.0',
      gateway: '10.9.9.9',
      automatic: false,
    }))
    const findings = await bench.app.handlers['plans.check']({ ...plan, changes: change ? [{ ...change, after: { cards } }] : [] })
    expect(findings.filter((finding) => finding.verdict === 'fail').map((finding) => finding.check)).toContain('gatewayInSubnet')
  })
})

describe('when a device says OK and stores something else', () => {
  it('is named as a mismatch, asked beside stored, after a second look', async () => {
    const bench = await signedIn({ quirks: ['okButUnchanged:network.bonjour'] })
    const before = (await bench.app.handlers['settings.read'](bench.key, 'network.bonjour', {})).value
    const after = { enabled: before['enabled'] !== true }
    const progress = await ended(bench, {
      ...bonjourOff,
      device: bench.key,
      changes: [{ setting: 'network.bonjour', target: {}, before: { ...before }, after }],
    })
    expect(progress).toMatchObject({
      state: 'failed',
      error: { kind: 'mismatch', rows: [{ label: 'Bonjour' }] },
      proof: [{ verdict: 'different' }],
    })
  })
})

describe('setting the clock from this computer', () => {
  it('lands on the second: the offset after is within 250 ms though the protocol carries whole seconds', async () => {
    const bench = await signedIn()
    const progress = await ended(bench, {
      device: bench.key,
      kind: 'time',
      changes: [{ setting: 'time.clock', target: {}, before: {}, after: {}, clock: 'thisComputer' }],
    })
    expect(progress.error).toBeUndefined()
    const clock = progress.proof.find((row) => row.path === 'offset')
    expect(clock?.verdict).toBe('equal')
    expect(Math.abs(Number(clock?.stored))).toBeLessThanOrEqual(0.25)
  }, 60_000)
})

describe('a wrong password', () => {
  it('is told with the attempts left, and after two Sightline stops by itself', async () => {
    const device = await startVirtualDevice()
    const app = await startApp()
    closing.push(device, app)
    const { key } = await app.handlers['search.addByHand'](device.endpoint)
    const wrong = { user: 'admin', password: 'not-it' }
    const first = await app.handlers['signIn.many']([key], wrong)
    const second = await app.handlers['signIn.many']([key], wrong)
    const third = await app.handlers['signIn.many']([key], device.account)
    expect([first, second, third].map(([outcome]) => outcome?.error?.kind)).toEqual(['signIn', 'signIn', 'budget'])
    expect(JSON.stringify(app.told)).not.toContain('not-it')
  })
})
