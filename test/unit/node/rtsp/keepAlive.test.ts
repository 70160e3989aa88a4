import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startKeepAlive } from '#node/rtsp/keepAlive.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function kept(timeoutSeconds: number, { hasGetParameter = true, status = 200 } = {}) {
  const sent: string[] = []
  const keepAlive = startKeepAlive({
    timeoutSeconds,
    hasGetParameter,
    send: async (method) => {
      sent.push(method)
      return status
    },
  })
  return { sent, keepAlive }
}

describe('a session', () => {
  it.each([
    [60, 60_000, 2],
    [10, 10_000, 2],
    [2, 2000, 2],
    [0, 2000, 4],
    [999_999, 120_000, 2],
  ])('of %i s is kept alive %s ms long with %i signs of life', async (seconds, ms, signs) => {
    const { sent } = kept(seconds)
    await vi.advanceTimersByTimeAsync(ms)
    expect(sent).toEqual(Array.from({ length: signs }, () => 'GET_PARAMETER'))
  })

  it('of a server without GET_PARAMETER is kept alive with OPTIONS', async () => {
    const { sent } = kept(60, { hasGetParameter: false })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toEqual(['OPTIONS', 'OPTIONS'])
  })

  it('of a server that offers GET_PARAMETER and refuses it is kept alive with OPTIONS from then on', async () => {
    const { sent } = kept(60, { status: 501 })
    await vi.advanceTimersByTimeAsync(90_000)
    expect(sent).toEqual(['GET_PARAMETER', 'OPTIONS', 'OPTIONS'])
  })

  it('that ended is left alone', async () => {
    const { sent, keepAlive } = kept(60)
    keepAlive.stop()
    await vi.advanceTimersByTimeAsync(90_000)
    expect(sent).toEqual([])
  })
})
