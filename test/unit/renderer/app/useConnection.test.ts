import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { useConnection } from '#renderer/app/useConnection.ts'
import { hostWith } from '../screens/siteHost.ts'

vi.mock('#renderer/bridge/index.ts', async () => ({ bridge: (await import('../screens/siteHost.ts')).bridge }))

/** Loads whose answers come when the test says so; each gives a function that stops listening. */
function loads() {
  const stops = [vi.fn(), vi.fn()]
  const answers: (() => void)[] = []
  const load = vi.fn(() => {
    const stop = stops[load.mock.calls.length - 1] ?? vi.fn()
    return new Promise<() => void>((resolve) => answers.push(() => resolve(stop)))
  })
  const onFirst = vi.fn(async () => undefined)
  const host = hostWith([])
  const wrapper = mount({ setup: () => useConnection({ load, onFirst }), template: '<i />' })
  const answer = async (which: number) => {
    answers[which]?.()
    await flushPromises()
  }
  return { host, wrapper, stops, load, onFirst, answer, stopped: () => stops.map((stop) => stop.mock.calls.length) }
}

describe('after the connection broke', () => {
  it('stops listening twice: the first listening ends when the second began', async () => {
    const { host, answer, stopped, onFirst } = loads()
    await answer(0)
    host.become('lost')
    host.become('connected')
    await answer(1)
    expect([stopped(), onFirst.mock.calls.length]).toEqual([[1, 0], 1])
  })

  it('drops an answer that was overtaken, and what it listens to', async () => {
    const { host, answer, stopped, onFirst } = loads()
    host.become('lost')
    host.become('connected')
    await answer(1)
    await answer(0)
    expect([stopped(), onFirst.mock.calls.length]).toEqual([[1, 0], 1])
  })
})

describe('when the page goes', () => {
  it('stops listening', async () => {
    const { wrapper, answer, stopped } = loads()
    await answer(0)
    wrapper.unmount()
    expect(stopped()).toEqual([1, 0])
  })

  it('stops listening also to what comes later', async () => {
    const { wrapper, answer, stopped } = loads()
    wrapper.unmount()
    await answer(0)
    expect(stopped()).toEqual([1, 0])
  })
})
