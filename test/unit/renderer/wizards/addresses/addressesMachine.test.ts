import { describe, expect, it } from 'vitest'
import type { BatchRow } from '#common/batch/addresses.ts'
import type { DeviceSummary } from '#common/device/device.ts'
import type { Adapter } from '#common/discovery/search.ts'
import {
  advanceAddresses,
  type Draft,
  draftFor,
  filled,
  isComplete,
  mayStart,
  missing,
  nextAddress,
  problemOf,
  tableOf,
  worstOf,
} from '#renderer/wizards/addresses/machine.ts'
import { countsOf, leftOver } from '#renderer/wizards/addresses/batchWords.ts'

const draft = (addresses: readonly string[], more: Partial<Draft> = {}): Draft => ({
  rows: addresses.map((address, index) => ({ device: `00112233445${index}`, address, wanted: true })),
  first: '192.168.10.20',
  mask: '255.255.255.0',
  gateway: '192.168.10.1',
  ...more,
})
const ok = { check: 'addressFree', verdict: 'ok', facts: {} } as const
const warn = { check: 'reachableAfter', verdict: 'warn', facts: {} } as const
const fails = { check: 'addressFree', verdict: 'fail', facts: {} } as const

describe('the wizard that gives addresses', () => {
  it('goes to the check only with an address for every device that is to be moved', () => {
    const at = { step: 'table', draft: draft(['192.168.10.20', '']) } as const
    expect(advanceAddresses(at, { type: 'went', to: 'review' })).toBe(at)
    expect(missing(at.draft)).toBe(1)
    const whole = advanceAddresses(at, { type: 'edited', draft: draft(['192.168.10.20', '192.168.10.21']) })
    expect(advanceAddresses(whole, { type: 'went', to: 'review' })).toMatchObject({ step: 'review' })
  })

  it('begins only when the network was asked and nothing fails', () => {
    const at = { step: 'review', draft: draft(['192.168.10.20']) } as const
    const checked = (findings: Parameters<typeof worstOf>[0]) =>
      advanceAddresses(at, { type: 'checked', findings: [{ device: '001122334450', findings }] })
    expect([mayStart(at), mayStart(checked([ok, warn])), mayStart(checked([ok, fails]))]).toEqual([false, true, false])
    expect([worstOf([ok, warn, fails]), worstOf([ok, warn]), worstOf([ok])]).toEqual([fails, warn, undefined])
  })

  it('keeps what was typed on the way back, and shows the batch once it runs, whichever window began it', () => {
    const at = { step: 'review', draft: draft(['192.168.10.20']), findings: [] } as const
    expect(advanceAddresses(at, { type: 'went', to: 'table' })).toEqual({ step: 'table', draft: at.draft })
    expect(advanceAddresses({ step: 'table', draft: at.draft }, { type: 'started' })).toEqual({ step: 'proof' })
    expect(advanceAddresses({ step: 'proof' }, { type: 'went', to: 'table' })).toEqual({ step: 'proof' })
  })

  it('proposes the mask and the gateway of the adapter, and the devices in order of their MAC', () => {
    const device = (mac: string) => ({ key: mac.replaceAll(':', ''), identity: { mac } }) as unknown as DeviceSummary
    const adapter = { name: 'eth0', address: '192.168.10.5', prefix: 24, used: true } as Adapter
    const { rows, mask, gateway } = draftFor([device('00:00:00:00:00:02'), device('00:00:00:00:00:01')], [adapter])
    expect([mask, gateway, rows.map((row) => row.device)]).toEqual(['255.255.255.0', '192.168.10.1', ['000000000001', '000000000002']])
    expect(draftFor([], [])).toMatchObject({ mask: '255.255.255.0', gateway: '' })
  })

  it('fills in order the devices that are to be moved, past addresses that are taken', () => {
    const given = draft(['', '', ''])
    const rows = given.rows.map((row, index) => ({ ...row, wanted: index !== 1 }))
    expect(filled({ ...given, rows }, new Set(['192.168.10.21'])).rows.map(({ address }) => address)).toEqual([
      '192.168.10.20',
      '',
      '192.168.10.22',
    ])
  })

  it('names a slip in its row, an address still to come nowhere, and leaves out who stays', () => {
    const given = draft(['192.168.10.300', ''])
    expect(problemOf(given, '001122334450')).toMatchObject({ check: 'valid' })
    expect(problemOf(given, '001122334451')).toBeUndefined()
    const stays = { ...given, rows: given.rows.map((row) => ({ ...row, wanted: false })) }
    expect(problemOf(stays, '001122334450')).toBeUndefined()
    expect([tableOf(stays).rows, isComplete(stays)]).toEqual([[], false])
  })
})

describe('a batch in words', () => {
  const row = (state: BatchRow['state'], address = '10.0.0.5') => ({ state, address }) as BatchRow

  it('counts its devices by how they stand, and those that are left', () => {
    const rows = [row('done'), row('failed'), row('left'), row('busy'), row('waits')]
    expect(countsOf(rows).map(({ state, count }) => `${state} ${count}`)).toEqual(['done 1', 'busy 1', 'waits 1', 'failed 1', 'left 1'])
    expect(leftOver({ rows })).toBe(3)
  })

  it('has an address for a stranger: the next one nobody has', () => {
    expect(nextAddress({ rows: [row('done', '10.0.0.5'), row('waits', '10.0.0.6')] }, new Set(['10.0.0.7']))).toBe('10.0.0.8')
  })
})
