import { afterAll, describe, expect, it } from 'vitest'
import type { ProofRow } from '#common/plan/plan.ts'
import { profiles } from '#simulator/profiles.ts'
import { closeAll, ended, planOf, read, signedIn } from './bench.ts'

// Each waits for several seconds to roll over, so they do it together.
afterAll(closeAll)

const fromThisComputer = { setting: 'time.clock', target: {}, before: {}, after: {}, clock: 'thisComputer' } as const
const slow = { ...profiles.ipc, clockOffsetMs: -7400 }

function offsets(proof: readonly ProofRow[]): { readonly before: number; readonly after: number } {
  const row = proof.find(({ path }) => path === 'offset')
  return { before: Number(row?.group), after: Number(row?.stored) }
}

describe('a time plan', () => {
  it.concurrent(
    'that sets the clock from this computer lands on the second: within 250 ms though the protocol carries whole seconds',
    async () => {
      const bench = await signedIn({ profile: slow })
      const progress = await ended(bench, { device: bench.key, kind: 'time', changes: [fromThisComputer] })
      expect(progress.error).toBeUndefined()
      expect(progress.proof).toMatchObject([{ path: 'offset', verdict: 'equal' }])
      expect(Math.abs(offsets(progress.proof).after)).toBeLessThanOrEqual(0.25)
      expect(Math.abs(bench.device.device.utcMs() - Date.now())).toBeLessThanOrEqual(250)
    },
    40_000,
  )

  it.concurrent(
    'with a time server brings the clock within 250 ms, measured before and after',
    async () => {
      const bench = await signedIn({ profile: slow })
      const plan = await planOf(bench, 'time', { 'time.ntp': (before) => ({ ...before, enabled: true, server: '127.0.0.1' }) })
      const progress = await ended(bench, plan)
      expect(progress.error).toBeUndefined()
      const { before, after } = offsets(progress.proof)
      expect(before).toBeCloseTo(-7.4, 1)
      expect(Math.abs(after)).toBeLessThanOrEqual(0.25)
    },
    40_000,
  )

  it.concurrent(
    'sends zone, time server and clock in this order whatever the order of the plan, and the local time fits the new zone',
    async () => {
      const bench = await signedIn({ profile: slow })
      const rest = await planOf(bench, 'time', {
        'time.ntp': (before) => ({ ...before, server: '127.0.0.1' }),
        'time.zone': (before) => ({ ...before, zone: 110 }),
      })
      const progress = await ended(bench, { ...rest, changes: [fromThisComputer, ...rest.changes] })
      expect(progress.error).toBeUndefined()
      const written = progress.steps.filter(({ kind }) => kind === 'write').map(({ setting }) => setting)
      expect(written).toEqual(['time.zone', 'time.ntp', 'time.clock'])
      expect(progress.proof.map(({ path, verdict }) => `${path} ${verdict}`)).toEqual(['zone equal', 'server equal', 'offset equal'])
      expect(Math.abs(bench.device.device.utcMs() - Date.now())).toBeLessThanOrEqual(250)
      expect(await read(bench, 'time.zone')).toMatchObject({ zone: 110 })
    },
    40_000,
  )

  it.concurrent(
    'with a time server that nobody is leaves the clock wrong, and says so',
    async () => {
      const bench = await signedIn({ profile: slow, isTimeServer: () => false })
      const plan = await planOf(bench, 'time', { 'time.ntp': (before) => ({ ...before, enabled: true, server: '127.0.0.1' }) })
      const progress = await ended(bench, plan)
      expect(progress.error).toMatchObject({ kind: 'mismatch', rows: [{ path: 'offset', label: 'Clock', asked: '0' }] })
      expect(offsets(progress.proof).after).toBeCloseTo(-7.4, 1)
      expect(await bench.app.handlers['time.testServer'](bench.key)).toMatchObject({ reached: false })
    },
    60_000,
  )
})
