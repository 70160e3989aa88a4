import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { createLine, type Get } from '#renderer/bridge/line.ts'
import { startTriedHost, type TriedHost } from '#test/support/webHost.ts'

let tried: TriedHost
let sockets: WebSocket[]
let get: Get

beforeAll(async () => {
  tried = await startTriedHost()
  sockets = []
  get = createLine(() => {
    const socket = new WebSocket(`ws://127.0.0.1:${tried.host.port}/line`, { headers: { origin: tried.origin, cookie: tried.cookie } })
    socket.binaryType = 'arraybuffer'
    socket.on('error', () => undefined)
    sockets.push(socket)
    return socket
  })
})
afterAll(() => tried.stop())

const still = new AbortController().signal
const textOf = (body: ArrayBuffer) => new TextDecoder().decode(body)

describe('the line of a page', () => {
  it('is there for our page only', async () => {
    const stranger = new WebSocket(`ws://127.0.0.1:${tried.host.port}/line`, { headers: { origin: tried.origin } })
    const [error] = (await once(stranger, 'error')) as [Error]
    expect(error.message).toBe('Unexpected server response: 403')
  })

  it('brings what is streamed, and says what is not there', async () => {
    const [echo, nothing] = await Promise.all([get('/live/echo?_HLS_msn=3', still), get('/live/nothing', still)])
    expect([echo.status, textOf(echo.body), nothing.status]).toEqual([200, '?_HLS_msn=3', 404])
  })

  it('brings twenty answers at once, each to its question, over one socket', async () => {
    const queries = Array.from({ length: 20 }, (_, index) => `?n=${index}`)
    const answers = await Promise.all(queries.map((query) => get(`/live/echo${query}`, still)))
    expect(answers.map(({ body }) => textOf(body))).toEqual(queries)
    expect(sockets).toHaveLength(1)
  })

  it('gives up what the page gives up, and tells the host', async () => {
    const { waiting, abandoned } = tried.sightline
    const leaving = new AbortController()
    const asked = get('/live/endless', leaving.signal)
    await vi.waitFor(() => expect(waiting).toHaveLength(1))
    leaving.abort()
    await expect(asked).rejects.toThrow('given up')
    await vi.waitFor(() => expect(abandoned).toHaveLength(1))
  })

  it('fails what was asked when it breaks, lets go of it, and is opened again with the next question', async () => {
    const { waiting, abandoned } = tried.sightline
    const asked = get('/live/endless', still)
    await vi.waitFor(() => expect(waiting).toHaveLength(2))
    const failed = expect(asked).rejects.toThrow('broke')
    sockets.at(-1)?.terminate()
    await failed
    await vi.waitFor(() => expect(abandoned).toHaveLength(2))
    expect((await get('/live/echo', still)).status).toBe(200)
    expect(sockets).toHaveLength(2)
  })

  it('leads to nothing but live pictures', async () => {
    const [socket, asked] = [sockets.at(-1), tried.sightline.waiting.length]
    let heard = 0
    socket?.on('message', () => (heard += 1))
    for (const text of ['', '7', '7 /index.html', '7 http://127.0.0.1/live/endless', 'x /live/endless', '{"id":7}']) socket?.send(text)
    await get('/live/echo', still)
    expect([heard, tried.sightline.waiting.length]).toEqual([1, asked])
  })
})
