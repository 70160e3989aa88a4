import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { AppError } from '#common/errors/appError.ts'
import type { JournalEntry } from '#common/journal/journal.ts'
import type { ProofRow } from '#common/plan/plan.ts'
import { i18n } from '#renderer/app/i18n.ts'
import DeviceHistory from '#renderer/components/devices/DeviceHistory.vue'
import { journalRows } from '#renderer/components/devices/journalRows.ts'

const key = '001c27159354'
const line = { device: key, job: 'a' }
const begun: JournalEntry = {
  number: 1,
  at: 1000,
  ...line,
  what: 'begun',
  plan: {
    device: key,
    kind: 'network',
    changes: [{ setting: 'network.local', target: {}, before: {}, after: {} }],
  },
}
const writing: JournalEntry = {
  number: 2,
  at: 2000,
  ...line,
  what: 'step',
  step: 'write',
  state: 'begun',
}
const signedIn: JournalEntry = {
  number: 9,
  at: 9000,
  device: key,
  job: 'n',
  what: 'note',
  note: 'signedIn',
  facts: {},
}
const mtu: ProofRow = {
  setting: 'network.local',
  path: 'mtu',
  label: 'MTU',
  unit: 'B',
  asked: '1500',
  stored: '1400',
  verdict: 'different',
}

function ended(state: 'done' | 'failed', proof: readonly ProofRow[], error?: AppError): JournalEntry {
  return {
    number: 3,
    at: 3000,
    ...line,
    what: 'ended',
    state,
    proof,
    ...(error ? { error } : {}),
  }
}

function history(entries: readonly JournalEntry[], props: object = {}) {
  return mount(DeviceHistory, {
    props: { entries, nameOf: () => 'Dock 03 ramp', ...props },
    global: { plugins: [i18n] },
  })
}

describe('the lines of a journal', () => {
  it('become one row a plan, newest first', () => {
    const rows = journalRows([begun, writing, ended('done', [mtu]), signedIn])
    expect(rows.map(({ what, at }) => [what, at])).toEqual([
      ['note', 9000],
      ['plan', 1000],
    ])
    expect(rows[1]).toMatchObject({
      kind: 'network',
      state: 'done',
      proof: [mtu],
    })
  })

  it('that end in the middle make a row that says so, with the last step', () => {
    expect(journalRows([begun, writing])).toMatchObject([{ state: 'unfinished', lastStep: 'write' }])
  })

  it('of a plan whose beginning is missing are passed over', () => {
    expect(journalRows([writing])).toEqual([])
  })
})

describe('the history of a device', () => {
  it('shows asked and stored, and the difference', () => {
    const text = history([begun, ended('failed', [mtu])]).text()
    expect(text).toContain('Failed')
    expect(text).toMatch(/1500 B.*differs from.*1400 B/)
  })

  it('says why a plan failed: which device, why, and the code', () => {
    const text = history([
      begun,
      ended('failed', [], {
        kind: 'unreachable',
        why: 'timeout',
        address: '192.168.10.41',
      }),
    ]).text()
    expect([/Dock 03 ramp does not answer/, /192\.168\.10\.41 took longer/, /net\.timeout/].filter((part) => !part.test(text))).toEqual([])
  })

  it('names the step at which Sightline was closed', () => {
    expect(history([begun, writing]).text()).toContain('Not finished, last step: write')
  })

  it('does not call a plan unfinished that is at work now', () => {
    expect(history([begun, writing], { running: [{ job: 'a' }] }).text()).toContain('At work')
  })

  it('shows a hundred rows, and the earlier ones when asked', async () => {
    const many = Array.from({ length: 130 }, (_, index) => ({
      ...signedIn,
      number: index,
      at: index,
    }))
    const wrapper = history(many)
    expect(wrapper.findAll('li')).toHaveLength(100)
    await wrapper.get('button').trigger('click')
    expect([wrapper.findAll('li').length, wrapper.find('button').exists()]).toEqual([130, false])
  })

  it('says that nothing was written yet', () => {
    expect(history([]).text()).toContain('Nothing was written yet')
  })
})
