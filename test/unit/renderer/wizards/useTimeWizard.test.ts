import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { ntp } from '#common/catalog/time/ntp.ts'
import { timeZone } from '#common/catalog/time/timeZone.ts'
import { type AppError, AppFailure } from '#common/errors/appError.ts'
import type { ClockMeasurement } from '#common/time/measurement.ts'
import { useTimeWizard } from '#renderer/wizards/time/useTimeWizard.ts'
import { useServerTest } from '#renderer/wizards/time/useServerTest.ts'

const key = '001c27159356'
const values: Readonly<Record<string, object>> = {
  'time.zone': timeZone.sample,
  'time.ntp': ntp.sample,
  'time.zoneNames': { zones: [{ name: '(GMT+09:00) Seoul' }] },
}
const measured: ClockMeasurement = {
  offsetSeconds: 21.34,
  uncertaintySeconds: 0.004,
  rollovers: [],
  roundTripMs: 6,
  measuredAt: 0,
  zoneShiftMinutes: 0,
  zone: 85,
}

beforeEach(() => setActivePinia(createPinia()))

describe('measuring', () => {
  it('runs by itself, after the settings were read', async () => {
    const { wizard, asked } = opened()
    await flushPromises()
    expect(asked).toEqual(['time.zone', 'time.ntp', 'time.zoneNames', 'clock'])
    expect(wizard.at.value).toMatchObject({ step: 'choose', measured, docs: { ntp: ntp.sample } })
    expect(wizard.known.value).toEqual(['(GMT+09:00) Seoul'])
  })

  it('does without a time server and without a list of zones', async () => {
    const lacks: AppError = { kind: 'http', status: 404 }
    const { wizard } = opened({ 'time.ntp': lacks, 'time.zoneNames': lacks })
    await flushPromises()
    expect(wizard.choosing.value?.docs).toEqual({ zone: timeZone.sample })
    expect(wizard.known.value).toBeUndefined()
  })

  it('shows what went wrong and measures again', async () => {
    const errors: Record<string, AppError> = { clock: { kind: 'unreachable', why: 'timeout' } }
    const { wizard } = opened(errors)
    await flushPromises()
    expect(wizard.at.value).toEqual({ step: 'measure', error: errors['clock'] })
    delete errors['clock']
    await wizard.begin()
    expect(wizard.at.value.step).toBe('choose')
  })

  it('keeps a choice and tells the fault when measuring again fails', async () => {
    const errors: Record<string, AppError> = {}
    const { wizard } = opened(errors)
    await flushPromises()
    wizard.move({ type: 'sourceChosen', source: 'thisComputer' })
    errors['clock'] = { kind: 'unreachable', why: 'reset' }
    await wizard.measureAgain()
    expect(wizard.measureError.value).toEqual(errors['clock'])
    expect(wizard.at.value).toMatchObject({ step: 'choose', source: 'thisComputer', measured })
  })
})

describe('the test of the time server', () => {
  it.each([
    ['reached', async () => ({ reached: true, answer: 'The ntp test success!!' })],
    ['missed', async () => ({ reached: false, answer: 'The ntp test failed!!' })],
    ['failed', () => Promise.reject(new Error('no answer'))],
  ])('ends as %s', async (state, ask) => {
    const { test, run } = useServerTest(key, ask)
    await run()
    expect(test.value.state).toBe(state)
  })
})

function opened(errors: Readonly<Record<string, AppError>> = {}) {
  const asked: string[] = []
  const answer = <T>(what: string, value: T) => {
    asked.push(what)
    const error = errors[what]
    if (error) throw new AppFailure(error)
    return value
  }
  let wizard: ReturnType<typeof useTimeWizard> | undefined
  const Host = defineComponent({
    setup() {
      wizard = useTimeWizard(key, {
        ask: async (_device, setting) => ({ setting, value: { ...answer(setting, values[setting]) }, unknown: [], raw: '', readAt: 0 }),
        measure: async () => answer('clock', measured),
        port: { check: async () => [], run: async () => ({ job: 'j' }) },
      })
      return () => h('i')
    },
  })
  mount(Host)
  if (!wizard) throw new Error('not mounted')
  return { wizard, asked }
}
