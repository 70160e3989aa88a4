import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import type { Finding, Step } from '#common/plan/plan.ts'
import {
  allChecks,
  allSeen,
  allStates,
  allSteps,
  allVerdicts,
  allWays,
  findingTitle,
  seenWords,
  stepDetail,
  stepName,
} from '#renderer/components/plan/sentences.ts'
import { useFindingText } from '#renderer/components/plan/useFindingText.ts'
import { allPhases } from '#renderer/wizards/shared/proofWords.ts'
import { theWords } from './words.ts'

const { i18n } = theWords()
const { t, te } = i18n.global

describe('every check', () => {
  it.each(allChecks.flatMap((check) => allVerdicts.map((verdict) => ({ check, verdict }))))(
    '$check has a sentence for $verdict',
    ({ check, verdict }) => {
      expect(te(findingTitle({ check, verdict, facts: {} }).key)).toBe(true)
    },
  )

  it.each(allChecks)('%s says what to do when it fails', (check) => {
    expect(te(`${findingTitle({ check, verdict: 'fail', facts: {} }).key}Why`)).toBe(true)
  })
})

describe('every step', () => {
  it.each(allSteps.flatMap((kind) => allStates.map((state) => ({ kind, state }))))('$kind has a sentence for $state', ({ kind, state }) => {
    const step: Step = { kind, state, facts: {} }
    expect([te(stepName(step).key), te(stepDetail(step).key)]).toEqual([true, true])
  })

  it('is told apart when a device that moves did not answer', () => {
    const said = (answered: number) => t(stepDetail({ kind: 'write', state: 'done', facts: { requests: 1, answered } }).key)
    expect(said(1)).toBe('The device says OK')
    expect(said(0)).toBe('Sent. No answer, as expected of a device that moves')
  })
})

describe('everything seen on the way', () => {
  it.each(allSeen)('%s has a sentence', (what) => {
    expect(te(seenWords({ what, atMs: 0, facts: {} }).key)).toBe(true)
  })
})

describe('every way back and every phase', () => {
  it.each(allWays)('%s has a button', (way) => {
    expect(te(`wizard.wayBack.${way}`)).toBe(true)
  })

  it.each(allPhases)('%s has a heading and a chip', (phase) => {
    expect([te(`wizard.phase.${phase}`), te(`wizard.chip.${phase}`)]).toEqual([true, true])
  })
})

describe('a finding in words', () => {
  it.each<[Finding, string, string | undefined]>([
    [
      { check: 'addressFree', verdict: 'fail', facts: { address: '10.0.0.7', device: 'Dock 04', mac: '00:1C:27:00:00:04' } },
      '10.0.0.7 belongs to Dock 04',
      'MAC 00:1C:27:00:00:04. Choose another address, or move that device first',
    ],
    [
      { check: 'addressFree', verdict: 'fail', facts: { address: '10.0.0.7', port: 554 } },
      '10.0.0.7 is taken',
      'Something answers on port 554. Choose another address',
    ],
    [
      { check: 'reachableAfter', verdict: 'warn', facts: { address: '10.0.9.7', wanted: '10.0.9.250', from: '10.0.0.2' } },
      'Not reachable from this computer afterwards',
      'No adapter is in its subnet. Give one of them 10.0.9.250 as well',
    ],
    [
      { check: 'reachableAfter', verdict: 'warn', facts: { dhcp: 1 } },
      'Its new address comes from DHCP',
      'It is found again by Bonjour, if it answers in a subnet of this computer',
    ],
    [
      {
        check: 'gatewayInSubnet',
        verdict: 'fail',
        facts: { setting: 'network.ipv4', path: 'cards[0].gateway', problem: 'outsideSubnet', subnet: '10.0.0.0/24' },
      },
      'Gateway lies outside 10.0.0.0/24',
      'The device could never reach it. Choose one inside',
    ],
    [
      { check: 'portsDiffer', verdict: 'fail', facts: { setting: 'network.ports', path: 'https', problem: 'samePort', port: 80 } },
      'A port is used twice',
      'HTTPS port: port 80 is used twice',
    ],
    [
      {
        check: 'valid',
        verdict: 'fail',
        facts: { setting: 'network.ipv4', path: 'cards[0].mtu', problem: 'tooLarge', min: 500, max: 1500 },
      },
      'IPv4 cannot be sent',
      'MTU is too large, 500 to 1500',
    ],
    [
      { check: 'clock', verdict: 'warn', facts: { offset: -21.3 } },
      'Clock is off by −21.30 s',
      expect.stringContaining('time wizard') as string,
    ],
    [{ check: 'room', verdict: 'ok', facts: { free: 38.2e9 } }, 'Room for the backup, 38.2 GB', undefined],
    [{ check: 'budget', verdict: 'ok', facts: { left: 2 } }, 'Sign-in attempts left: 2', undefined],
  ])('%o', (finding, title, why) => {
    expect(inWords(finding)).toEqual({ title, why })
  })
})

function inWords(finding: Finding) {
  let said: { title: string; why: string | undefined } | undefined
  const Probe = defineComponent({
    setup() {
      const text = useFindingText()
      said = { title: text.title(finding), why: text.why(finding) }
      return () => h('i')
    },
  })
  mount(Probe, { global: { plugins: [i18n] } })
  return said
}
