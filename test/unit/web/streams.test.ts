import { request } from 'node:http'
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

  it('has a length, and to HEAD nothing else', async () => {
    const answer = await tried.ask('/live/echo?part', { cookie: tried.cookie }, 'HEAD')
    expect(answer).toMatchObject({ status: 200, text: '', headers: { 'content-length': '5' } })
  })

  it('is no longer worked on when the page leaves before the answer', async () => {
    const asking = endless(tried)
    await vi.waitFor(() => expect(tried.sightline.waiting).toEqual(['/live/endless']))
    expect(tried.sightline.abandoned).toEqual([])

    asking.destroy()
    await vi.waitFor(() => expect(tried.sightline.abandoned).toEqual(['/live/endless']))
  })

  it('does not keep the host from stopping', async () => {
    const other = await startTriedHost()
    endless(other)
    await vi.waitFor(() => expect(other.sightline.waiting).toEqual(['/live/endless']))
    await other.stop()
    expect(other.sightline.life).toEqual(['started', 'stopped'])
  })
})

/** A request that is never answered, over a socket of its own. */
function endless({ host, cookie }: TriedHost) {
  const asking = request({ host: '127.0.0.1', port: host.port, path: '/live/endless', headers: { cookie }, agent: false })
  return asking.on('error', () => undefined).end()
}
