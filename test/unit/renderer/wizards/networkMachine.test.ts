import { describe, expect, it } from 'vitest'
import { localNetwork } from '#common/catalog/network/localNetwork.ts'
import { devicePort } from '#common/catalog/network/devicePort.ts'
import {
  advanceNetwork,
  changesOf,
  editingIn,
  issuesOf,
  keptOf,
  mayWrite,
  type NetworkDocs,
  type NetworkMove,
  networkPlan,
  networkStart,
  type NetworkWizard,
} from '#renderer/wizards/network/machine.ts'

const ok = { check: 'budget', verdict: 'ok', facts: { left: 2 } } as const
const bad = { check: 'addressFree', verdict: 'fail', facts: { address: '10.0.0.9', port: 80 } } as const
const card = {
  card: 1,
  address: '10.0.0.2',
  mask: '255.255.255.0',
  gateway: '10.0.0.1',
  dns1: '',
  dns2: '',
  automatic: false,
  mtu: 1500,
} as const
const docs: NetworkDocs = { ipv4: { cards: [card] }, ports: devicePort.sample, name: { name: 'Dock' } }
const moved = withCard({ address: '10.0.0.9' })

describe('the network wizard', () => {
  it('begins by reading and shows the address first', () => {
    expect(walk({ type: 'read', docs })).toEqual({ step: 'address', docs, draft: docs, card: 0 })
  })

  it('reads again after a failure', () => {
    const failed = walk({ type: 'failed', error: { kind: 'cancelled' } })
    expect(failed).toEqual({ step: 'read', error: { kind: 'cancelled' } })
    expect(advanceNetwork(failed, { type: 'retried' })).toEqual(networkStart)
  })

  it('does not go to review while nothing changes', () => {
    expect(walk({ type: 'read', docs }, { type: 'went', to: 'review' }).step).toBe('address')
  })

  it('does not go to review while a value is wrong', () => {
    const wrong = walk({ type: 'read', docs }, { type: 'edited', draft: withCard({ address: '10.0.0' }) }, { type: 'went', to: 'review' })
    expect(wrong.step).toBe('address')
    expect(issuesOf(wrong)).toEqual([{ setting: 'network.ipv4', path: 'cards[0].address', problem: 'notAnAddress' }])
  })

  it('holds nothing against what the device already has', () => {
    const strange = { ...docs, ipv4: { cards: [{ ...card, gateway: '192.168.9.1' }] } }
    expect(issuesOf(walk({ type: 'read', docs: strange }, { type: 'edited', draft: { ...strange, name: { name: 'Ramp' } } }))).toEqual([])
  })

  it('loses nothing on the way back from review', () => {
    const back = walk(
      { type: 'read', docs },
      { type: 'edited', draft: moved },
      { type: 'went', to: 'review' },
      { type: 'went', to: 'ports' },
    )
    expect(back).toMatchObject({ step: 'ports', draft: moved })
  })

  it('cannot choose a card the device does not have', () => {
    expect(walk({ type: 'read', docs }, { type: 'cardChosen', card: 1 })).toMatchObject({ card: 0 })
  })

  it.each<[string, readonly NetworkMove[], boolean]>([
    ['before the checks are in', [], false],
    ['when one fails', [{ type: 'checked', findings: [ok, bad] }], false],
    ['when all hold', [{ type: 'checked', findings: [ok] }], true],
  ])('may write %s: %s', (_when, moves, may) => {
    const at = review(...moves)
    expect(mayWrite(at)).toBe(may)
    expect(advanceNetwork(at, { type: 'wrote', job: 'j' }).step).toBe(may ? 'proof' : 'review')
  })

  it('forgets an error of the checks when they run again, and when they come in', () => {
    const failed = review({ type: 'failed', error: { kind: 'cancelled' } })
    expect(advanceNetwork(failed, { type: 'retried' })).not.toHaveProperty('error')
    expect(advanceNetwork(failed, { type: 'checked', findings: [ok] })).not.toHaveProperty('error')
  })

  it('cannot be gone back to from the proof, but read again', () => {
    const proof = review({ type: 'checked', findings: [ok] }, { type: 'wrote', job: 'j' })
    expect(advanceNetwork(proof, { type: 'went', to: 'address' })).toBe(proof)
    expect(editingIn(proof)?.draft).toEqual(moved)
    expect(advanceNetwork(proof, { type: 'retried' })).toEqual(networkStart)
  })

  it('joins a plan under way without having read anything', () => {
    const proof = walk({ type: 'joined', job: 'j' })
    expect(proof).toEqual({ step: 'proof', job: 'j' })
    expect([changesOf(proof), issuesOf(proof), networkPlan(proof, 'aabbccddeeff')]).toEqual([[], [], undefined])
  })

  it('joins nothing once a person has begun to edit', () => {
    expect(walk({ type: 'read', docs }, { type: 'joined', job: 'j' }).step).toBe('address')
  })
})

describe('the plan of the network wizard', () => {
  it('holds only the settings that change, whole, before and after', () => {
    expect(networkPlan(review(), 'aabbccddeeff')).toEqual({
      device: 'aabbccddeeff',
      kind: 'network',
      changes: [{ setting: localNetwork.id, target: {}, before: docs.ipv4, after: moved.ipv4 }],
    })
  })

  it('counts every value once: changed or kept', () => {
    const at = review()
    const paths = [...changesOf(at), ...keptOf(at)].map(({ setting, path }) => `${setting} ${path}`)
    expect(changesOf(at).map(({ path }) => path)).toEqual(['cards[0].address'])
    expect(new Set(paths).size).toBe(paths.length)
    expect(keptOf(at).map(({ path }) => path)).toContain('cards[0].gateway')
  })
})

describe('IPv6 of the second card', () => {
  const six = (card: number) => ({
    cards: [{ card, version: 'IPv6' as const, address: `fe80::${card}`, prefix: 64, gateway: '', dns1: '', dns2: '', automatic: true }],
  })
  const two: NetworkDocs = { ipv4: { cards: [card, { ...card, card: 2, address: '10.1.0.2' }] }, ipv6: [six(1), six(2)] }
  const edited = (change: object) =>
    walk(
      { type: 'read', docs: two },
      { type: 'edited', draft: { ...two, ipv6: [six(1), { cards: [{ ...six(2).cards[0]!, ...change }] }] } },
    )

  it('is a change of that card, named and addressed as such', () => {
    const at = edited({ automatic: false, address: 'fd00::2' })
    expect(changesOf(at).map(({ setting, path, group }) => `${setting} ${path} ${group}`)).toEqual([
      'network.ipv6 cards[1].address Card 2',
      'network.ipv6 cards[1].automatic Card 2',
    ])
    expect(networkPlan(at, 'aabbccddeeff')?.changes).toMatchObject([{ setting: 'network.ipv6', target: { card: 2 } }])
    expect(issuesOf(at)).toEqual([])
  })

  it('needs an address and a prefix once it does not come by itself', () => {
    expect(issuesOf(edited({ automatic: false, address: '', prefix: 0 })).map(({ path, problem }) => `${path} ${problem}`)).toEqual([
      'cards[1].address missing',
      'cards[1].prefix tooSmall',
    ])
  })
})

function walk(...moves: readonly NetworkMove[]): NetworkWizard {
  return moves.reduce(advanceNetwork, networkStart)
}

function review(...moves: readonly NetworkMove[]): NetworkWizard {
  return walk({ type: 'read', docs }, { type: 'edited', draft: moved }, { type: 'went', to: 'review' }, ...moves)
}

function withCard(change: Partial<NetworkDocs['ipv4']['cards'][number]>): NetworkDocs {
  return { ...docs, ipv4: { cards: [{ ...card, ...change }] } }
}
