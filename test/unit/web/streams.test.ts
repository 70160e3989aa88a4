import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTriedHost, type TriedHost } from '#test/support/webHost.ts'

let tried: TriedHost

beforeAll(async () => {
  tried = await startTriedHost()
})
afterAll(() => tried.stop())

describe('what is streamed', () => {
  it('is asked with its query and answered with its own type', async () => {
    const answer = await tried.ask('/live/echo?_HLS_msn=3&_HLS_part=1', { cookie: tried.cookie })
    expect(answer).toMatchObject({ status: 200, text: '?_HLS_msn=3&_HLS_part=1', headers: { 'content-type': 'text/plain' } })
  })

  it('has an end when the application says it is not there', async () => {
    expect(await tried.ask('/live/nothing', { cookie: tried.cookie })).toMatchObject({ status: 404, text: '' })
  })

  it('arrives piece by piece, and its source is told when the reader leaves', async () => {
    const asking = request({ host: '127.0.0.1', port: tried.host.port, path: '/live/endless', headers: { cookie: tried.cookie } }).end()
    const [answer] = (await once(asking, 'response')) as [IncomingMessage]
    const [piece] = (await once(answer, 'data')) as [Buffer]
    expect(piece.toString()).toBe('first ')
    expect(tried.sightline.abandoned).toEqual([])

    asking.destroy()
    await vi.waitFor(() => expect(tried.sightline.abandoned).toEqual(['/live/endless']))
  })

  it('does not keep the host from stopping', async () => {
    const other = await startTriedHost()
    const asking = request({ host: '127.0.0.1', port: other.host.port, path: '/live/endless', headers: { cookie: other.cookie } }).end()
    asking.on('error', () => undefined)
    const [answer] = (await once(asking, 'response')) as [IncomingMessage]
    answer.on('error', () => undefined)
    await other.stop()
    expect(other.sightline.life).toEqual(['started', 'stopped'])
  })
})
