import { describe, expect, it } from 'vitest'
import type { CompareCell, Question } from '#common/bulk/bulk.ts'
import { devicesToGive, partsOf, settingRows, usualPatterns, withChosen } from '#renderer/wizards/bulk/fieldRows.ts'

const questions: readonly Question[] = [
  { setting: 'time.ntp', target: {} },
  { setting: 'network.ipv4', target: {} },
]
const ntp = (server: string) => ({ version: 'IPv4', enabled: true, server, port: 123, interval: 3600 })
const card = (address: string, mtu: number) => ({ cards: [{ card: 1, address, mask: '255.255.255.0', mtu }] })
const cells: readonly CompareCell[] = [
  ...['a', 'b', 'c'].map((device) => ({ device, question: 0, value: ntp(device === 'a' ? 'x' : 'y') })),
  { device: 'a', question: 1, value: card('10.0.0.1', 1500) },
  { device: 'b', question: 1, value: card('10.0.0.2', 1400) },
  { device: 'c', question: 1 },
]
const rows = settingRows(questions, cells)
const [first, second] = rows

describe('the rows of a comparison', () => {
  it('are the fields that differ, and what may be copied of them', () => {
    expect(first?.rows.map(({ pattern, mayCopy, own }) => [pattern, mayCopy, own])).toEqual([['server', true, undefined]])
    expect(second?.rows.map(({ pattern, mayCopy, own }) => [pattern, mayCopy, own])).toEqual([
      ['cards.address', true, 'identity'],
      ['cards.mtu', true, undefined],
    ])
  })

  it('say who has no answer', () => {
    expect(second?.lacking).toEqual([{ device: 'c' }])
    expect(second?.told).toEqual(['a', 'b'])
  })

  it('of a ticked setting are all but what tells devices apart', () => {
    expect(second && usualPatterns(second)).toEqual(['cards.mtu'])
  })
})

describe('what was ticked', () => {
  const chosen = withChosen(withChosen(new Map(), 0, ['server'], true), 1, ['cards.mtu'], true)

  it('is copied, and nothing else', () => {
    expect(partsOf(questions, chosen)).toEqual([
      { setting: 'time.ntp', target: {}, fields: ['server'] },
      { setting: 'network.ipv4', target: {}, fields: ['cards.mtu'] },
    ])
    expect(partsOf(questions, withChosen(chosen, 1, ['cards.mtu'], false))).toHaveLength(1)
  })

  it('goes to those that have it otherwise than the source', () => {
    expect(devicesToGive(rows, withChosen(new Map(), 0, ['server'], true), 'b')).toEqual(['a'])
    expect(devicesToGive(rows, chosen, 'a')).toEqual(['b', 'c'])
    expect(devicesToGive(rows, new Map(), 'a')).toEqual([])
  })
})
