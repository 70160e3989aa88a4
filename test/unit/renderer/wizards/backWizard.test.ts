import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type AppError, fail } from '#common/errors/appError.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import type { JobProgress } from '#common/plan/plan.ts'
import type { PlanStanding, StandingRow } from '#common/plan/standing.ts'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { useJobsStore } from '#renderer/stores/jobs.ts'
import { advanceBack, backStart } from '#renderer/wizards/back/machine.ts'
import BackWizard from '#renderer/wizards/back/BackWizard.vue'
import { device, hostWith, show } from '../screens/siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({ bridge: (await import('../screens/siteHost.ts')).bridge }))

enableAutoUnmount(afterEach)
afterEach(() => document.body.replaceChildren())

const dock = device(41, 'Dock 04 ramp', 'ready', { signedInAs: 'admin' })

function row(path: string, label: string, is: StandingRow['is'], now: string): StandingRow {
  return { setting: 'network.ipv4', path: `cards[0].${path}`, label, group: 'Card 1', before: '10.0.0.5', wrote: '10.0.0.9', now, is }
}

const moved = row('address', 'Address', 'written', '10.0.0.9')
const untouched = row('dns1', 'DNS server 1', 'before', '10.0.0.5')
const strange = row('gateway', 'Gateway', 'other', '10.9.9.9')
const notOpen: AppError = { kind: 'noWayBack', why: 'notOpen' }

function standing(more: Partial<PlanStanding> = {}): PlanStanding {
  return { job: 'a', device: dock.key, kind: 'network', at: 0, rows: [moved, untouched], clock: false, ...more }
}

const job: JobProgress = {
  job: 'b',
  device: dock.key,
  kind: 'undo',
  state: 'running',
  startedAt: 0,
  steps: [{ kind: 'read', state: 'busy', facts: {} }],
  proof: [],
  seen: [],
  from: dock.endpoint,
}

async function wizard(of: PlanStanding, more: Partial<Handlers> = {}) {
  const host = hostWith([dock], {
    'plans.standing': async () => of,
    'plans.undo': async () => ({ job: 'b' }),
    'plans.resume': async () => ({ job: 'a' }),
    'plans.leave': async () => null,
    ...more,
  })
  const shown = await show(BackWizard, { deviceKey: dock.key, job: 'a' })
  await Promise.all([useDevicesStore().start(), useJobsStore().start()])
  await shown.settled()
  const asked = (name: string) => host.asked.filter((one) => one.name === name).map(({ args }) => args)
  return { ...shown, host, asked }
}

describe('a plan that was cut short', () => {
  it('is held against the device, value by value, and nothing is written before a person says so', async () => {
    const { text, host } = await wizard(standing())
    const words = ['As asked', 'As before', '10.0.0.9', 'Only read so far', 'Dock 04 ramp']
    expect(words.filter((word) => !text().includes(word))).toEqual([])
    expect(host.asked.some(({ name }) => name === 'plans.undo' || name === 'plans.resume')).toBe(false)
  })

  it('is gone on with by the primary action, which says how much it writes', async () => {
    const { press, asked } = await wizard(standing())
    await press('Go on: write 1 value and prove')
    expect(asked('plans.resume')).toEqual([['a', 'refuse']])
  })

  it('is taken back beside it, and its steps are shown then', async () => {
    const { press, asked, host, settled, text } = await wizard(standing())
    await press('Take back 1 value and prove')
    host.emit('jobs.progressed', job)
    await settled()
    expect(asked('plans.undo')).toEqual([['a', 'refuse']])
    expect(text()).toContain('Steps of the plan')
  })

  it('is left as it is with one press, and one is back at the device', async () => {
    const { press, asked, router } = await wizard(standing())
    await press('Leave it as it is')
    expect([asked('plans.leave'), router.currentRoute.value.path]).toEqual([[['a']], `/devices/${dock.key}`])
  })

  it('all of which is there says so instead of writing', async () => {
    const { button } = await wizard(standing({ rows: [moved] }))
    expect(button('Go on: prove what is there').disabled).toBe(false)
  })
})

describe('a plan that ended', () => {
  it('can only be taken back', async () => {
    const { button } = await wizard(standing({ noResume: notOpen }))
    expect(button('Take back 1 value and prove').disabled).toBe(false)
    expect(() => button(/^Go on/)).toThrow()
    expect(() => button('Leave it as it is')).toThrow()
  })

  it('says why it cannot', async () => {
    const { text, button } = await wizard(
      standing({ rows: [], clock: true, noResume: notOpen, noUndo: { kind: 'noWayBack', why: 'clockOnly' } }),
    )
    expect(text()).toContain('time has gone on')
    expect(() => button(/^Take back/)).toThrow()
  })
})

describe('values that were changed since', () => {
  it('wait for a choice before anything can be written', async () => {
    const { button, press, asked, wrapper } = await wizard(standing({ rows: [moved, strange], noResume: notOpen }))
    expect(button(/^Take back/).disabled).toBe(true)
    await wrapper.get('input[value=keep]').setValue()
    expect(button('Take back 1 value and prove').disabled).toBe(false)
    await wrapper.get('input[value=overwrite]').setValue()
    await press('Take back 2 values and prove')
    expect(asked('plans.undo')).toEqual([['a', 'overwrite']])
  })

  it('are named when the host refuses, with a way to read again', async () => {
    const rows = [{ setting: 'network.ipv4', path: 'cards[0].mtu', label: 'MTU', wrote: '1400', now: '1300' }]
    const { press, text, asked } = await wizard(standing(), { 'plans.resume': async () => fail({ kind: 'changedSince', rows }) })
    await press(/^Go on/)
    expect(text()).toContain('MTU: written 1400, now 1300')
    await press('Read again')
    expect(asked('plans.standing')).toHaveLength(2)
  })
})

describe('a device nobody is signed in to', () => {
  it('leads to where one signs in', async () => {
    const { press, router } = await wizard(standing(), {
      'plans.standing': async () => fail({ kind: 'signIn', why: 'needed', attemptsLeft: 2 }),
    })
    await press('To the device')
    expect(router.currentRoute.value.path).toBe(`/devices/${dock.key}`)
  })
})

describe('the moves of the wizard', () => {
  const read = advanceBack(backStart, { type: 'read', standing: standing({ rows: [strange] }) })

  it('do not write before the device was read, nor while a choice is open', () => {
    expect(advanceBack(backStart, { type: 'wrote', job: 'b' })).toBe(backStart)
    expect(advanceBack(read, { type: 'wrote', job: 'b' })).toBe(read)
    const chosen = advanceBack(read, { type: 'chose', otherwise: 'keep' })
    expect(advanceBack(chosen, { type: 'wrote', job: 'b' })).toEqual({ step: 'proof', job: 'b' })
  })

  it('forget the choice when the device is read again', () => {
    expect(advanceBack(advanceBack(read, { type: 'chose', otherwise: 'overwrite' }), { type: 'retried' })).toEqual(backStart)
  })
})
