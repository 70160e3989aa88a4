import { expect, it } from 'vitest'
import type { CopyRequest } from '#common/bulk/bulk.ts'
import { ntp } from '#common/catalog/time/ntp.ts'
import type { Finding, Plan } from '#common/plan/plan.ts'
import { type CopyPorts, createCopies } from '#node/bulk/copy.ts'

/** Devices that have a time server each; the road answers a check when it is told to. */
function bench(servers: Readonly<Record<string, string>>) {
  const checks: ((findings: readonly Finding[]) => void)[] = []
  const written: Plan[] = []
  const value = (server = '') => ({ version: 'IPv4', enabled: true, server, port: 123, interval: 3600 })
  const open = (key: string) => ({ identity: { series: 'ipc' }, client: { get: async () => ({ value: value(servers[key]) }) } })
  const ports: CopyPorts = {
    registry: { open, troubled: () => undefined } as unknown as CopyPorts['registry'],
    road: {
      check: () => new Promise((resolve) => checks.push(resolve)),
      run(plan) {
        written.push(plan)
        return { job: plan.device }
      },
      ended: async () => ({ state: 'done' }) as Awaited<ReturnType<CopyPorts['road']['ended']>>,
    },
    changed: () => undefined,
    now: () => 0,
  }
  return { copies: createCopies(ports), checks, written }
}

const request = (source: string): CopyRequest => ({
  source,
  parts: [{ setting: ntp.id, target: {}, fields: ['server'] }],
  devices: ['c'],
  atOnce: 8,
})

it('what is found out of a check that was overtaken changes nothing, and is not what is written', async () => {
  const { copies, checks, written } = bench({ a: 'old', b: 'new', c: 'own' })
  copies.check(request('a'))
  await expect.poll(() => checks.length).toBe(1)
  copies.check(request('b'))
  await expect.poll(() => checks.length).toBe(2)
  checks[1]?.([])
  await expect.poll(() => copies.state()?.state).toBe('checked')
  checks[0]?.([{ check: 'valid', verdict: 'fail', facts: {} }])
  await new Promise(setImmediate)
  expect(copies.state()?.rows.map(({ state }) => state)).toEqual(['ready'])
  copies.write()
  await expect.poll(() => copies.state()?.state).toBe('done')
  expect(written.map(({ changes }) => changes[0]?.after['server'])).toEqual(['new'])
})
