import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { mayTakeBack, tracesOf } from '#common/journal/trace.ts'
import { gone } from '#simulator/cgi/answer.ts'
import { bonjourTurned, closeAll, ended, planOf, signedIn, stepWords } from './bench.ts'

afterEach(closeAll)

describe('a device that refuses the very first write', () => {
  it('has taken nothing: the plan says so and offers no way back, now and in the journal', async () => {
    const bench = await signedIn({ quirks: ['refusesSet:network.bonjour'] })
    const job = await ended(bench, await bonjourTurned(bench))
    expect(job).toMatchObject({ state: 'failed', error: { kind: 'device', code: -23, untouched: true } })
    expect(job.steps.find(({ kind }) => kind === 'write')).toMatchObject({ state: 'failed', facts: { untouched: 1 } })
    expect(job.mayUndo).toBeUndefined()
    const traces = tracesOf(await bench.app.handlers['journal.list'](bench.key))
    expect([...traces.values()].map((trace) => mayTakeBack(trace, traces))).toEqual([false])
  })

  it('after others were taken offers to take those back', async () => {
    const bench = await signedIn({ quirks: ['refusesSet:network.bonjour'] })
    const plan = await planOf(bench, 'settings', {
      'device.name': () => ({ name: 'Gate' }),
      'network.bonjour': (before) => ({ enabled: before['enabled'] !== true }),
    })
    const job = await ended(bench, plan)
    expect(job).toMatchObject({ state: 'failed', mayUndo: true })
    expect(bench.device.device.kept('device.name')).toEqual({ name: 'Gate' })
  })
})

describe('a device that answers a write with nothing', () => {
  it('may have taken it: a way back is offered', async () => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    const { device } = bench.device
    const answer = device.answer
    vi.spyOn(device, 'answer').mockImplementation((request) => {
      const real = answer(request)
      return request.pairs.some(({ key, value }) => key === 'action' && value === 'set') ? gone() : real
    })
    const job = await ended(bench, plan)
    expect(stepWords(job)).toContain('write failed')
    expect(job.error?.untouched).toBeUndefined()
    expect(job.mayUndo).toBe(true)
  })
})

describe('a backup', () => {
  it('holds the pairs nobody knows the meaning of, so that they are not lost', async () => {
    const bench = await signedIn({ quirks: ['newKeys:bonjourService'] })
    const job = await ended(bench, await bonjourTurned(bench))
    const file = job.steps.find(({ kind }) => kind === 'backUp')?.facts['file']
    const backup = JSON.parse(await readFile(join(bench.app.folder, String(file)), 'utf8')) as { settings: { unknown: unknown }[] }
    expect(backup.settings[0]?.unknown).not.toEqual([])
  })
})

describe('the review of a plan', () => {
  it('tells what was odd about the answer the plan starts from', async () => {
    const bench = await signedIn({ quirks: ['duplicateKeys:bonjourService'] })
    const plan = await bonjourTurned(bench)
    const findings = await bench.app.handlers['plans.check'](plan)
    expect(findings.filter(({ check }) => check === 'answer')).toMatchObject([
      { verdict: 'warn', facts: { setting: 'network.bonjour', kind: 'twice' } },
    ])
  })
})
