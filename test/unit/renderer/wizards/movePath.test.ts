import { describe, expect, it } from 'vitest'
import type { JobProgress, Seen, Step } from '#common/plan/plan.ts'
import { pathOf } from '#renderer/wizards/network/movePath.ts'
import { likelyGateway, withPrefix } from '#renderer/wizards/network/words.ts'
import { phaseOf } from '#renderer/wizards/shared/proofWords.ts'
import { theWords } from '../plan/words.ts'

const silent: Seen = { what: 'oldSilent', atMs: 2100, facts: { address: '10.0.0.2' } }
const bonjour: Seen = { what: 'bonjour', atMs: 9000, facts: { address: '10.0.0.3', port: 80 } }

describe('the way of a device', () => {
  it.each<[string, Partial<JobProgress>, string, string, string]>([
    ['before the write', { steps: steps('waits', 'waits') }, 'here', 'waits', 'none'],
    ['right after it', { steps: steps('busy', 'waits') }, 'left', 'looking', 'half'],
    ['when the old address is silent', { steps: steps('busy', 'waits'), seen: [silent] }, 'silent', 'looking', 'half'],
    ['when Bonjour tells of it', { steps: steps('busy', 'waits'), seen: [silent, bonjour] }, 'silent', 'bonjour', 'half'],
    ['when it is proven to be the same', { steps: steps('done', 'done'), seen: [silent, bonjour] }, 'silent', 'proven', 'whole'],
    ['when it did not come', { steps: steps('failed', 'waits'), seen: [silent] }, 'silent', 'lost', 'half'],
    [
      'when another answers there',
      { steps: steps('failed', 'waits'), error: { kind: 'impostor', expected: 'a', found: 'b' } },
      'left',
      'impostor',
      'half',
    ],
  ])('%s', (_when, change, from, to, reach) => {
    const path = pathOf(job(change))
    const { te } = theWords().i18n.global
    expect([path.from.word, path.to.word, path.reach]).toEqual([from, to, reach])
    expect([te(`network.path.${from}`), te(`network.path.${to}`)]).toEqual([true, true])
  })
})

describe('the phase of a plan', () => {
  it.each<[string, Partial<JobProgress> | undefined]>([
    ['starting', undefined],
    ['writing', { steps: [{ kind: 'write', state: 'busy', facts: {} }] }],
    ['following', { steps: steps('busy', 'waits') }],
    ['done', { state: 'done' }],
    ['lost', { state: 'failed', error: { kind: 'notFoundAgain', lookedMs: 90_000 } }],
    ['impostor', { state: 'failed', error: { kind: 'impostor', expected: 'a', found: 'b' } }],
    ['mismatch', { state: 'failed', error: { kind: 'mismatch', rows: [] } }],
    ['stopped', { state: 'cancelled', error: { kind: 'cancelled' } }],
    ['failed', { state: 'failed', error: { kind: 'unreachable', why: 'timeout' }, steps: [write({})] }],
    ['untouched', { state: 'failed', error: { kind: 'unreachable', why: 'timeout' } }],
    ['untouched', { state: 'failed', error: { kind: 'http', status: 404 }, steps: [write({ untouched: 1 })] }],
  ])('%s', (phase, change) => {
    expect(phaseOf(change && job(change))).toBe(phase)
  })
})

describe('addresses in words', () => {
  it.each([
    ['192.168.10.41', '255.255.255.0', '192.168.10.1'],
    ['10.1.200.7', '255.255.0.0', '10.1.0.1'],
    ['192.168.10.1', '255.255.255.0', undefined],
    ['192.168.10.1', '255.255.255.255', undefined],
    ['192.168.10', '255.255.255.0', undefined],
  ])('the likely gateway of %s %s is %s', (address, mask, gateway) => {
    expect(likelyGateway(address, mask)).toBe(gateway)
  })

  it('shows no prefix while the mask is none', () => {
    expect(withPrefix('10.0.0.2', '255.255.0.0')).toBe('10.0.0.2/16')
    expect(withPrefix('10.0.0.2', '255.0.255.0')).toBe('10.0.0.2')
  })
})

function steps(findAgain: Step['state'], sameDevice: Step['state']): readonly Step[] {
  return [
    { kind: 'findAgain', state: findAgain, facts: {} },
    { kind: 'sameDevice', state: sameDevice, facts: {} },
  ]
}

function write(facts: Step['facts']): Step {
  return { kind: 'write', state: 'failed', facts }
}

function job(change: Partial<JobProgress>): JobProgress {
  return {
    job: 'j',
    device: '001c27159356',
    kind: 'network',
    state: 'running',
    startedAt: 1,
    steps: [],
    proof: [],
    seen: [],
    from: { address: '10.0.0.2', port: 80 },
    ...change,
  }
}
