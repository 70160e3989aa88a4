import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { JournalEntry } from '#common/journal/journal.ts'
import type { JobProgress } from '#common/plan/plan.ts'
import type { UnfinishedPlan } from '#common/plan/standing.ts'
import DeviceHistory from '#renderer/components/devices/DeviceHistory.vue'
import CutShortNote from '#renderer/screens/devices/CutShortNote.vue'
import DevicePage from '#renderer/screens/devices/DevicePage.vue'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { useJobsStore } from '#renderer/stores/jobs.ts'
import { usePlansStore } from '#renderer/stores/plans.ts'
import OtherPlanNote from '#renderer/wizards/shared/OtherPlanNote.vue'
import UndoLink from '#renderer/wizards/shared/UndoLink.vue'
import { device, hostWith, show } from './siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({ bridge: (await import('./siteHost.ts')).bridge }))

enableAutoUnmount(afterEach)
afterEach(() => document.body.replaceChildren())

const dock = device(41, 'Dock 04 ramp')
const signedIn = { ...dock, state: 'ready' as const, signedInAs: 'admin' }
const plan: UnfinishedPlan = {
  job: 'a',
  device: dock.key,
  kind: 'network',
  at: 0,
  inFlight: { step: 'write', setting: 'network.ipv4' },
  number: 5,
  steps: 9,
  sent: 1,
  of: 1,
  line: 311,
}

async function page(of = signedIn as typeof dock) {
  const host = hostWith([of], { 'plans.unfinished': async () => [plan], 'plans.leave': async () => null })
  const shown = await show(DevicePage, { device: of, hasBack: false })
  await usePlansStore().start()
  await shown.settled()
  return { ...shown, host }
}

describe('a device whose last change was cut short', () => {
  it('says so on its page: at which step, what is not known, and the line of the journal', async () => {
    const { text } = await page()
    const words = [
      'Dock 04 ramp: Sightline was closed at step 5 of 9',
      'IPv4 was being written.',
      'Whether the device took it is not known.',
      'journal 311',
    ]
    expect(words.filter((word) => !text().includes(word))).toEqual([])
  })

  it('leads to where it is decided', async () => {
    const { press, router } = await page()
    await press('Look and decide')
    expect(router.currentRoute.value.path).toBe(`/devices/${dock.key}/back/a`)
  })

  it('can be left as it is without signing in; the rest waits for it', async () => {
    const { press, host, button, text } = await page(dock)
    expect(() => button('Look and decide')).toThrow()
    expect(text()).toContain('Sign in to go on with it')
    await press('Leave it as it is')
    expect(host.asked.filter(({ name }) => name === 'plans.leave').map(({ args }) => args)).toEqual([['a']])
  })

  it('is no longer spoken of once it is decided, in whichever window', async () => {
    const { host, text, settled } = await page()
    host.emit('plans.unfinishedChanged', [])
    await settled()
    expect(text()).not.toContain('was closed at step')
  })

  it('is named above the list, and opened from there', async () => {
    hostWith([dock], { 'plans.unfinished': async () => [plan] })
    const shown = await show(CutShortNote, { current: undefined })
    await Promise.all([useDevicesStore().start(), usePlansStore().start()])
    await shown.settled()
    expect(shown.text()).toContain('Dock 04 ramp: a change was cut short')
    await shown.press('Open Dock 04 ramp')
    expect(shown.wrapper.emitted('open')).toEqual([[dock.key]])
  })
})

describe('the history', () => {
  const line = { device: dock.key, job: 'a' }
  const lines: readonly JournalEntry[] = [
    {
      number: 1,
      at: 1,
      ...line,
      what: 'begun',
      plan: { device: dock.key, kind: 'network', changes: [{ setting: 'network.bonjour', target: {}, before: {}, after: {} }] },
    },
    { number: 2, at: 2, ...line, what: 'step', step: 'backUp', state: 'done', facts: { file: 'devices/b.json' } },
    { number: 3, at: 3, ...line, what: 'step', step: 'write', change: 0, state: 'begun' },
  ]
  const done: JournalEntry = { number: 4, at: 4, ...line, what: 'ended', state: 'done', proof: [] }
  const undo: readonly JournalEntry[] = [
    { number: 5, at: 5, device: dock.key, job: 'u', what: 'begun', plan: { device: dock.key, kind: 'undo', undoes: 'a', changes: [] } },
    { number: 6, at: 6, device: dock.key, job: 'u', what: 'ended', state: 'done', proof: [] },
  ]

  it.each([
    ['offers to take back what was written', [...lines, done], 'Undo'],
    ['offers to decide about what was cut short', lines, 'Look and decide'],
  ])('%s', async (_what, entries, name) => {
    const shown = await show(DeviceHistory, { entries, nameOf: () => 'Dock 04 ramp' })
    await shown.press(name)
    expect(shown.wrapper.emitted('back')).toEqual([[dock.key, 'a']])
  })

  it('says of a change that it was taken back, and does not offer it again', async () => {
    const { text, button } = await show(DeviceHistory, { entries: [...lines, done, ...undo], nameOf: () => 'Dock 04 ramp' })
    expect(text()).toContain('Taken back since')
    expect(() => button('Undo')).toThrow()
  })
})

const progress: JobProgress = {
  job: 'b',
  device: dock.key,
  kind: 'time',
  state: 'running',
  startedAt: 0,
  steps: [],
  proof: [],
  seen: [],
  from: dock.endpoint,
}

describe('a wizard that stands open while another window writes to its device', () => {
  it('says so, and offers to read again once that has ended', async () => {
    const host = hostWith([dock])
    const shown = await show(OtherPlanNote, { device: dock.key })
    await useJobsStore().start()
    expect(shown.text()).toBe('')
    host.emit('jobs.progressed', progress)
    await shown.settled()
    expect(shown.text()).toContain('Time: this device is being written to')
    host.emit('jobs.progressed', { ...progress, state: 'done' })
    await shown.settled()
    await shown.press('Read again')
    expect(shown.wrapper.emitted('again')).toHaveLength(1)
    expect(shown.text()).toBe('')
  })

  it('says nothing of other devices', async () => {
    const host = hostWith([dock])
    const shown = await show(OtherPlanNote, { device: dock.key })
    await useJobsStore().start()
    host.emit('jobs.progressed', { ...progress, device: '001c27000099' })
    await shown.settled()
    expect(shown.text()).toBe('')
  })
})

describe('the end of a wizard', () => {
  it('leads to taking the change back where something was sent', async () => {
    hostWith([dock])
    const { press, router } = await show(UndoLink, { job: { ...progress, state: 'done', mayUndo: true } })
    await press('Undo')
    expect(router.currentRoute.value.path).toBe(`/devices/${dock.key}/back/b`)
  })

  it('offers nothing where nothing was', async () => {
    hostWith([dock])
    const { button } = await show(UndoLink, { job: { ...progress, state: 'failed' } })
    expect(() => button('Undo')).toThrow()
  })
})
