import { describe, expect, it } from 'vitest'
import type { Series } from '#common/device/series.ts'
import { type AppError, AppFailure, deviceError } from '#common/errors/appError.ts'
import type { DeviceClient } from '#node/client/client.ts'
import type { OpenDevice } from '#node/devices/ports.ts'
import { liveDoor } from '#node/liveDoor.ts'

/** A device whose video is refused with these errors; what was asked is noted. */
function aDoor(series: Series, refusals: { http?: AppError; rtsp?: AppError } = {}) {
  const asked: string[] = []
  const give = async <T>(what: 'http' | 'rtsp', value: T): Promise<T> => {
    asked.push(what)
    const refusal = refusals[what]
    if (refusal) throw new AppFailure(refusal)
    return value
  }
  async function* nothing(): AsyncGenerator<never> {}
  const client: Pick<DeviceClient, 'stream' | 'watch'> = {
    stream: () => give('http', { contentType: 'multipart/x-mixed-replace', body: nothing() }),
    watch: () => give('rtsp', nothing()),
  }
  const device = { identity: { series }, endpoint: { address: '127.0.0.1', port: 80 }, client } as unknown as OpenDevice
  const door = liveDoor({ open: () => device })
  const open = async (mjpeg = false) => {
    try {
      return Object.keys(await door.openStream({ deviceId: 'a', channel: 1, stream: 1, mjpeg }, new AbortController().signal))
    } catch (thrown) {
      return thrown instanceof AppFailure ? thrown.error : thrown
    }
  }
  return { asked, refusals, open }
}

const refused: AppError = { kind: 'unreachable', why: 'refused', address: '127.0.0.1', request: 'RTSP' }

describe('the video of a device', () => {
  it('is asked for over HTTP where it is a camera', async () => {
    const { asked, open } = aDoor('ipc')
    expect([await open(), asked]).toEqual([['contentType', 'body'], ['http']])
  })

  it('is asked for over RTSP where it is a recorder, stills over HTTP', async () => {
    const { asked, open } = aDoor('nvr')
    expect([await open(), await open(true), asked]).toEqual([['parts'], ['contentType', 'body'], ['rtsp', 'http']])
  })

  it('is asked for over RTSP where HTTP is refused, and over RTSP at once from then on', async () => {
    const { asked, open } = aDoor('ipc-lite', { http: deviceError(-506) })
    expect([await open(), await open(), asked]).toEqual([['parts'], ['parts'], ['http', 'rtsp', 'rtsp']])
  })

  it.each([
    ['that is out of reach', { kind: 'unreachable', why: 'timeout' }],
    ['that wants another password', { kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1 }],
    ['that has no connection left', deviceError(-511)],
  ] as const)('of a camera %s is not asked for in another way', async (_what, error) => {
    const { asked, open } = aDoor('ipc', { http: error })
    expect([await open(), asked]).toEqual([error, ['http']])
  })

  it('is not to be had where nobody listens at the RTSP address: pictures come in another way', async () => {
    const { open } = aDoor('nvr', { rtsp: refused })
    expect(await open()).toEqual({
      kind: 'malformed',
      path: '',
      problem: 'nobody listens at the RTSP address',
      address: '127.0.0.1',
      request: 'RTSP',
    })
  })

  it('that was there comes back: a recorder that restarts is asked again', async () => {
    const { open, refusals } = aDoor('nvr')
    await open()
    refusals.rtsp = refused
    expect(await open()).toEqual(refused)
  })
})
