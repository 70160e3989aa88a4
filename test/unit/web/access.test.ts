import { once } from 'node:events'
import { request } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTriedHost, type TriedHost } from '#test/support/webHost.ts'

let tried: TriedHost

beforeAll(async () => {
  tried = await startTriedHost()
})
afterAll(() => tried.stop())

describe('the address the host prints', () => {
  it('gives a session that scripts cannot read and other sites cannot send, and leaves the token behind', async () => {
    const answer = await tried.ask(`/${new URL(tried.host.url).search}`)
    expect(answer).toMatchObject({ status: 303, headers: { location: '/', 'referrer-policy': 'no-referrer' } })
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^sightline-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
  })

  it('has a token nobody guesses, and the cookie is another', () => {
    const token = new URL(tried.host.url).searchParams.get('token')
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(tried.cookie).not.toContain(token)
  })

  it('is refused with a token that is nearly right', async () => {
    const token = new URL(tried.host.url).searchParams.get('token') ?? ''
    const nearly = (token.startsWith('A') ? 'B' : 'A') + token.slice(1)
    expect(await tried.ask(`/?token=${nearly}`)).toMatchObject({ status: 403, headers: {} })
  })

  it('gives nothing to a page elsewhere, even with the token', async () => {
    const { search } = new URL(tried.host.url)
    const answer = await tried.ask(`/${search}`, { origin: 'http://elsewhere.example' })
    expect(answer.status).toBe(403)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('every request', () => {
  it('is answered to our page', async () => {
    expect(await tried.ask('/', { cookie: tried.cookie, origin: tried.origin })).toMatchObject({ status: 200 })
  })

  it.each<[string, (t: TriedHost) => Record<string, string>]>([
    ['without a session', () => ({})],
    ['with a wrong session', (t) => ({ cookie: `${t.cookie.slice(0, -1)}${t.cookie.endsWith('A') ? 'B' : 'A'}` })],
    ['of a name that points here (DNS rebinding)', (t) => ({ cookie: t.cookie, host: `camera.example:${t.host.port}` })],
    ['for localhost, which is not the address printed', (t) => ({ cookie: t.cookie, host: `localhost:${t.host.port}` })],
    ['from a page of another origin', (t) => ({ cookie: t.cookie, origin: 'http://127.0.0.1:1' })],
    ['from an origin that hides itself', (t) => ({ cookie: t.cookie, origin: 'null' })],
    ['from a picture in another site, which sends no Origin', (t) => ({ cookie: t.cookie, 'sec-fetch-site': 'cross-site' })],
    ['from another port of this machine', (t) => ({ cookie: t.cookie, 'sec-fetch-site': 'same-site' })],
  ])('is refused %s', async (_case, lie) => {
    expect((await tried.ask('/', lie(tried))).status).toBe(403)
    expect((await tried.ask('/live/echo?1', lie(tried))).status).toBe(403)
  })
})

describe('the socket', () => {
  it('opens for our page', async () => {
    const socket = tried.connect()
    await once(socket, 'open')
    socket.close()
  })

  it.each<[string, (t: TriedHost) => Record<string, string>]>([
    ['a foreign Origin', () => ({ origin: 'http://elsewhere.example' })],
    ['a wrong session', () => ({ cookie: 'sightline-1=no' })],
    ['a wrong Host', () => ({ host: 'camera.example' })],
  ])('is refused to %s', async (_case, lie) => {
    const [error] = (await once(tried.connect(lie(tried)), 'error')) as [Error]
    expect(error.message).toBe('Unexpected server response: 403')
  })

  it('is refused to a client that gives no Origin: no browser does that', async () => {
    expect(await upgrade(tried, { cookie: tried.cookie })).toBe(403)
  })

  it('outlives text that is no message', async () => {
    const socket = tried.connect()
    await once(socket, 'open')
    for (const text of ['', 'null', '[]', '{"t":"q","m":"ask"}', '{"t":"q","m":"constructor","a":[]}', '{'.repeat(10_000)])
      socket.send(text)
    socket.send(JSON.stringify({ t: 'q', i: '1', m: 'ask', a: ['app.facts', []] }))
    const [data] = (await once(socket, 'message')) as [Buffer]
    expect(JSON.parse(data.toString('utf8'))).toMatchObject({ t: 's', i: '1', r: { ok: true } })
    socket.close()
  })
})

describe('the host', () => {
  it('listens on 127.0.0.1 only', async () => {
    const free = createServer().listen(tried.host.port, '127.0.0.2')
    await once(free, 'listening') // fails when the host has taken every address
    expect((free.address() as AddressInfo).port).toBe(tried.host.port)
    await new Promise((resolve) => free.close(resolve))
  })

  it('starts and stops the application', async () => {
    const other = await startTriedHost()
    expect(other.sightline.life).toEqual(['started'])
    await other.stop()
    expect(other.sightline.life).toEqual(['started', 'stopped'])
  })
})

/** The status of a handshake without what `ws` adds by itself. */
function upgrade({ host }: TriedHost, headers: Record<string, string>): Promise<number> {
  const handshake = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  }
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: host.port, path: '/socket', headers: { ...handshake, ...headers } })
    asking.on('response', (answer) => resolve(answer.statusCode ?? 0))
    asking.on('upgrade', () => resolve(101))
    asking.on('error', reject).end()
  })
}
