import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { devicePort } from '#common/catalog/network/devicePort.ts'
import { localNetwork } from '#common/catalog/network/localNetwork.ts'
import { type AppError, AppFailure } from '#common/errors/appError.ts'
import type { Finding, JobProgress } from '#common/plan/plan.ts'
import type { AskSetting } from '#renderer/composables/readSetting.ts'
import { openJob } from '#renderer/composables/useJob.ts'
import { useJobsStore } from '#renderer/stores/jobs.ts'
import { useNetworkWizard } from '#renderer/wizards/network/useNetworkWizard.ts'

const key = '001c27159356'
const values: Readonly<Record<string, object>> = {
  'network.ipv4': localNetwork.sample,
  'network.ports': devicePort.sample,
  'network.bonjour': { enabled: true },
  'device.name': { name: 'Dock' },
}
const lacks: AppError = { kind: 'device', code: -22, name: 'unknown', remedy: 'none' }
const gone: AppError = { kind: 'unreachable', why: 'timeout' }

beforeEach(() => setActivePinia(createPinia()))

describe('reading', () => {
  it('shows what the device has', async () => {
    const { wizard } = opened()
    await flushPromises()
    expect(wizard.at.value).toMatchObject({ step: 'address', docs: { name: { name: 'Dock' }, bonjour: { enabled: true } } })
  })

  it.each<[string, AppError]>([
    ['the device says it does not have it', lacks],
    ['the device knows no such address', { kind: 'http', status: 404 }],
  ])('leaves a part out when %s', async (_why, error) => {
    const { wizard } = opened({ 'network.bonjour': error, 'network.ports': error })
    await flushPromises()
    expect(wizard.at.value.step).toBe('address')
    expect(wizard.editing.value?.docs).not.toHaveProperty('bonjour')
    expect(wizard.editing.value?.docs).not.toHaveProperty('ports')
  })

  it('does not take a cut cable for a missing part', async () => {
    const { wizard } = opened({ 'network.bonjour': gone })
    await flushPromises()
    expect(wizard.at.value).toEqual({ step: 'read', error: gone })
  })
})

describe('checking', () => {
  it('drops checks that belong to an older draft', async () => {
    const { wizard, checks } = opened()
    await flushPromises()
    edit(wizard, 'Ramp')
    void wizard.review()
    wizard.go('names')
    edit(wizard, 'Gate')
    void wizard.review()
    checks[0]?.([{ check: 'unchanged', verdict: 'fail', facts: {} }])
    await flushPromises()
    expect(wizard.at.value).not.toHaveProperty('findings')
    checks[1]?.([{ check: 'budget', verdict: 'ok', facts: { left: 2 } }])
    await flushPromises()
    expect(wizard.at.value).toMatchObject({ step: 'review', findings: [{ check: 'budget' }] })
  })

  it('writes what was checked, once', async () => {
    const { wizard, checks, ran } = opened()
    await flushPromises()
    edit(wizard, 'Ramp')
    void wizard.review()
    await wizard.write()
    expect(ran).toEqual([])
    checks[0]?.([])
    await flushPromises()
    await Promise.all([wizard.write(), wizard.write()])
    expect(ran).toMatchObject([{ device: key, kind: 'network', changes: [{ setting: 'device.name', after: { name: 'Ramp' } }] }])
    expect(wizard.at.value).toMatchObject({ step: 'proof', job: 'job-1' })
  })
})

describe('coming back', () => {
  it('joins the plan that still runs', () => {
    const jobs = useJobsStore()
    jobs.byId = new Map([['job-7', job({ job: 'job-7' })]])
    expect(opened().wizard.at.value).toEqual({ step: 'proof', job: 'job-7' })
  })

  it.each<[string, Partial<JobProgress>, string | undefined]>([
    ['one that runs', {}, 'j'],
    ['one whose device is still looked for', { state: 'failed', wayBack: ['waitOn'] }, 'j'],
    ['one that is done', { state: 'done' }, undefined],
    ['one of another device', { device: 'aabbccddeeff' }, undefined],
    ['one of another kind', { kind: 'time' }, undefined],
  ])('to %s', (_which, change, found) => {
    expect(openJob([job(change)], key, 'network')?.job).toBe(found)
  })

  it('does not go back behind a newer plan', () => {
    const lost = job({ state: 'failed', wayBack: ['waitOn'] })
    expect(openJob([lost, job({ job: 'k', state: 'done', startedAt: 2 })], key, 'network')).toBeUndefined()
  })
})

describe('the IPv6 of a device', () => {
  it.each<[string, Readonly<Record<string, AppError>>, object, boolean]>([
    ['is shown where the device has it', {}, { cards: [{ card: 1, version: 'IPv6', address: 'fe80::1' }] }, true],
    ['is not shown where a recorder answers with its IPv4', {}, { cards: [{ card: 1, version: 'IPv4', address: '' }] }, false],
    [
      'is not shown where that IPv4 cannot be read as IPv6',
      { 'network.ipv6': { kind: 'malformed', path: 'cards', problem: 'notAnAddress' } },
      {},
      false,
    ],
    [
      'is not shown where the device refuses the question',
      { 'network.ipv6': { kind: 'device', code: -23, name: 'badParameters', remedy: 'none' } },
      {},
      false,
    ],
  ])('%s', async (_which, errors, value, isShown) => {
    const { wizard } = opened(errors, { 'network.ipv6': value })
    await flushPromises()
    expect(wizard.at.value.step).toBe('address')
    expect(wizard.editing.value?.docs.ipv6 !== undefined).toBe(isShown)
  })
})

function edit(wizard: ReturnType<typeof useNetworkWizard>, name: string) {
  const draft = wizard.editing.value?.draft
  if (draft) wizard.edit({ ...draft, name: { name } })
}

const unsupported = { kind: 'device', code: -22, name: 'unsupported', remedy: 'none' } as const

function opened(errors: Readonly<Record<string, AppError>> = {}, more: Readonly<Record<string, object>> = {}) {
  const checks: ((findings: readonly Finding[]) => void)[] = []
  const ran: unknown[] = []
  const ask: AskSetting = async (_device, setting) => {
    const value = more[setting] ?? values[setting]
    const error = errors[setting] ?? (value ? undefined : unsupported)
    if (error) throw new AppFailure(error)
    return { setting, value: { ...value }, unknown: [], raw: '', readAt: 0 }
  }
  let wizard: ReturnType<typeof useNetworkWizard> | undefined
  const Host = defineComponent({
    setup() {
      wizard = useNetworkWizard(key, {
        ask,
        port: {
          check: () => new Promise((resolve) => checks.push(resolve)),
          run: async (plan) => {
            ran.push(plan)
            return { job: `job-${ran.length}` }
          },
        },
      })
      return () => h('i')
    },
  })
  mount(Host)
  if (!wizard) throw new Error('not mounted')
  return { wizard, checks, ran }
}

function job(change: Partial<JobProgress>): JobProgress {
  return {
    job: 'j',
    device: key,
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
