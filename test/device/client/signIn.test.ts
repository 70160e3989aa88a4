import { afterEach, describe, expect, it } from 'vitest'
import { setFirstPassword } from '#common/catalog/device/operate.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import { createAttemptBudget } from '#node/client/budget.ts'
import { aBench, account, camera, clock, cooperative, errorOf } from '#test/support/rudeDevice.ts'
import { basic, type Behaviour, digest, inQuery, raw, type RudeServer, text } from '#test/support/rudeServer.ts'

const bench = aBench()
afterEach(() => bench.close())

const wrong = { user: 'admin', password: 'wrong' }

function withAccount(server: RudeServer) {
  return server.requests.filter(({ hasAccount }) => hasAccount)
}

/** One text for whoever shows no account, another for whoever does. */
function toStrangers(stranger: string, known: string, status = 401): Behaviour {
  return (request, ...rest) => text(request.hasAccount ? known : stranger, { status })(request, ...rest)
}

describe('signing in', () => {
  it.each([
    ['Digest with MD5', digest(camera(cooperative)), /^Digest .*algorithm=MD5/],
    ['Digest with MD5-sess', digest(camera(cooperative), { algorithm: 'MD5-sess' }), /^Digest .*algorithm=MD5-sess/],
    ['Digest with SHA-256', digest(camera(cooperative), { algorithm: 'SHA-256' }), /^Digest .*algorithm=SHA-256/],
    ['Basic', basic(camera(cooperative)), /^Basic /],
  ])('answers a device that asks for %s', async (_, guard, header) => {
    const server = await bench.serverThat(guard.behaviour)
    const client = bench.clientOf(server)
    await client.signIn(account)
    expect(client.signedInAs).toBe('admin')
    expect((await client.get(dateTime)).value).toEqual(clock)
    expect(server.requests.map(({ authorization }) => header.test(authorization ?? ''))).toEqual([false, true, true])
  })

  it.each([200, 401])('shows the account as first two parameters where refusal is text with status %i', async (status) => {
    const server = await bench.serverThat(inQuery(cooperative, { status }).behaviour)
    const client = bench.clientOf(server)
    await client.signIn(account)
    await client.get(dateTime)
    expect(server.requests.map(({ query }) => query.map(([name]) => name))).toEqual([
      ['action', 'type'],
      ['userName', 'password', 'action', 'type'],
      ['userName', 'password', 'action', 'type'],
    ])
  })

  it('escapes what a password holds', async () => {
    const odd = { user: 'admin', password: 'a&b=c %+\u00fc' }
    const server = await bench.serverThat(inQuery(cooperative, { password: odd.password }).behaviour)
    await bench.clientOf(server).signIn(odd)
    expect(server.requests.at(-1)?.query[1]).toEqual(['password', odd.password])
  })

  it('uses one nonce for many requests', async () => {
    const server = await bench.serverThat(digest(cooperative).behaviour)
    const client = bench.clientOf(server)
    await client.signIn(account)
    for (let count = 0; count < 5; count += 1) await client.get(dateTime)
    expect(server.requests).toHaveLength(7)
    expect(server.requests.at(-1)?.authorization).toContain('nc=00000006')
  })

  it.each([
    ['says so', true],
    ['says nothing', 'never'],
  ] as const)('renews a nonce that has grown old when the device %s, and counts no failure', async (_, saysStale) => {
    const guard = digest(cooperative, { nonceUses: 2, saysStale })
    const server = await bench.serverThat(guard.behaviour)
    const budget = createAttemptBudget()
    const client = bench.clientOf(server, { budget })
    await client.signIn(account)
    for (let count = 0; count < 6; count += 1) expect((await client.get(dateTime)).value).toEqual(clock)
    expect([guard.failures(), client.signedInAs, budget.attemptsLeft(`127.0.0.1:${server.endpoint.port}`)]).toEqual([0, 'admin', 2])
  })

  it('gives up on a device whose nonces are old at once, without a failed attempt', async () => {
    const guard = digest(cooperative, { nonceUses: 0 })
    const server = await bench.serverThat(guard.behaviour)
    const client = bench.clientOf(server)
    expect(await errorOf(client.signIn(account))).toMatchObject({ kind: 'http', status: 401 })
    expect([guard.failures(), withAccount(server).length]).toEqual([0, 4])
  })
})

describe('a device that asks in another way than before', () => {
  it('is asked anew at the next sign-in', async () => {
    const server = await bench.serverThat(inQuery(cooperative).behaviour)
    const client = bench.clientOf(server)
    await client.signIn(account)
    const guard = digest(cooperative)
    server.behave(guard.behaviour)
    await client.signIn(account)
    expect((await client.get(dateTime)).value).toEqual(clock)
    expect(server.requests.at(-1)?.authorization).toMatch(/^Digest /)
  })
})

describe('a wrong password', () => {
  it.each([
    ['Digest', digest(camera(cooperative))],
    ['Basic', basic(camera(cooperative))],
    ['query', inQuery(camera(cooperative))],
  ])('reaches a device that asks for %s exactly once a try, and never a third time', async (_, guard) => {
    const server = await bench.serverThat(guard.behaviour)
    const client = bench.clientOf(server)
    const address = `127.0.0.1:${server.endpoint.port}`
    const errors = [await errorOf(client.signIn(wrong)), await errorOf(client.signIn(wrong)), await errorOf(client.signIn(wrong))]
    expect(errors).toEqual([
      { kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1, address, request: 'sign in' },
      { kind: 'signIn', why: 'wrongPassword', attemptsLeft: 0, address, request: 'sign in' },
      { kind: 'budget', waitMs: expect.closeTo(1_800_000, -4) as number, address, request: 'sign in' },
    ])
    expect([withAccount(server).length, guard.failures(), client.signedInAs]).toEqual([2, 2, undefined])
  })

  it('is counted over all clients of a device', async () => {
    const guard = digest(cooperative)
    const server = await bench.serverThat(guard.behaviour)
    const budget = createAttemptBudget()
    const clients = [1, 2, 3, 4].map(() => bench.clientOf(server, { budget }))
    const errors = await Promise.all(clients.map((client) => errorOf(client.signIn(wrong))))
    expect(errors.map((error) => (error as { kind: string }).kind).sort()).toEqual(['budget', 'budget', 'signIn', 'signIn'])
    expect(guard.failures()).toBe(2)
  })

  it('leaves the right one a chance after one failure', async () => {
    const guard = digest(cooperative)
    const client = bench.clientOf(await bench.serverThat(guard.behaviour))
    await errorOf(client.signIn(wrong))
    await client.signIn(account)
    expect(client.signedInAs).toBe('admin')
  })

  it('may be tried again after the wait', async () => {
    const now = { ms: 0 }
    const guard = digest(cooperative)
    const budget = createAttemptBudget({ now: () => now.ms })
    const client = bench.clientOf(await bench.serverThat(guard.behaviour), { budget })
    await errorOf(client.signIn(wrong))
    await errorOf(client.signIn(wrong))
    now.ms = 30 * 60_000
    await client.signIn(account)
    expect(client.signedInAs).toBe('admin')
  })

  it('is told apart from a user the device does not know', async () => {
    const server = await bench.serverThat(text('error, Return=-508'), text('error, Return=-507'))
    expect(await errorOf(bench.clientOf(server).signIn(wrong))).toMatchObject({ kind: 'signIn', why: 'wrongUser' })
  })
})

describe('a password changed elsewhere', () => {
  it('stops the work with one failure, however many requests wait', async () => {
    const guard = digest(cooperative)
    const server = await bench.serverThat(guard.behaviour)
    const client = bench.clientOf(server, { limits: { connections: 1 } })
    await client.signIn(account)
    guard.setPassword('another-1234')
    const before = withAccount(server).length
    const errors = await Promise.all(Array.from({ length: 10 }, () => errorOf(client.get(dateTime))))
    expect(new Set(errors.map((error) => (error as { kind: string; attemptsLeft: number }).attemptsLeft))).toEqual(new Set([1]))
    expect([withAccount(server).length - before, guard.failures(), client.signedInAs]).toEqual([1, 1, undefined])
  })

  it('leaves one try with the new password', async () => {
    const guard = basic(cooperative)
    const server = await bench.serverThat(guard.behaviour)
    const client = bench.clientOf(server)
    await client.signIn(account)
    guard.setPassword('another-1234')
    await errorOf(client.get(dateTime))
    await client.signIn({ user: 'admin', password: 'another-1234' })
    expect((await client.get(dateTime)).value).toEqual(clock)
  })
})

describe('a device that keeps the account out', () => {
  it.each([-527, -515])('is believed (%i), and not asked again', async (code) => {
    const server = await bench.serverThat(toStrangers('Error,return=-508', `Error,return=${code}`))
    const client = bench.clientOf(server)
    const errors = [await errorOf(client.signIn(account)), await errorOf(client.signIn(account))]
    expect(errors).toMatchObject([{ kind: 'locked' }, { kind: 'locked', waitMs: expect.closeTo(1_800_000, -4) as number }])
    expect(withAccount(server)).toHaveLength(1)
  })
})

describe('a device without a password yet', () => {
  it.each([-528, -532])('says what to do (%i), without a failed attempt', async (code) => {
    const server = await bench.serverThat(text(`Error,return=${code}`, { status: 401 }))
    const budget = createAttemptBudget()
    const client = bench.clientOf(server, { budget })
    expect(await errorOf(client.signIn(account))).toMatchObject({ kind: 'device', code, remedy: 'firstPassword' })
    expect(withAccount(server)).toHaveLength(0)
  })

  it.each([-528, -532])('says so (%i) also to an account shown in the query', async (code) => {
    const client = bench.clientOf(await bench.serverThat(toStrangers('error, Return=-512', `error, Return=${code}`, 200)))
    expect(await errorOf(client.signIn(account))).toMatchObject({ kind: 'device', code, remedy: 'firstPassword' })
    expect(client.signedInAs).toBeUndefined()
  })

  it('is given one without any account', async () => {
    const server = await bench.serverThat(text('OK'))
    const client = bench.clientOf(server)
    await client.act(setFirstPassword, {}, { user: 'admin', password: 'first-1234' })
    expect(server.requests.map(({ query, authorization }) => ({ query, authorization }))).toEqual([
      {
        query: [
          ['action', 'modify'],
          ['type', 'User'],
          ['user', 'admin'],
          ['newpasswd', 'first-1234'],
        ],
        authorization: undefined,
      },
    ])
  })
})

describe('without an account', () => {
  it('says that signing in is needed, and tries none', async () => {
    const server = await bench.serverThat(digest(cooperative).behaviour)
    expect(await errorOf(bench.clientOf(server).get(dateTime))).toMatchObject({ kind: 'signIn', why: 'needed', attemptsLeft: 2 })
    expect(withAccount(server)).toHaveLength(0)
  })

  it('reads what a device tells anybody', async () => {
    const client = bench.clientOf(await bench.serverThat(cooperative))
    expect((await client.get(dateTime)).value).toEqual(clock)
  })

  it('is how a client is left after signing out', async () => {
    const server = await bench.serverThat(digest(cooperative).behaviour)
    const client = bench.clientOf(server)
    await client.signIn(account)
    client.signOut()
    expect(await errorOf(client.get(dateTime))).toMatchObject({ kind: 'signIn', why: 'needed' })
    expect(client.signedInAs).toBeUndefined()
  })

  it('names no scheme it cannot answer as a wrong password', async () => {
    const server = await bench.serverThat(text('', { status: 401, headers: { 'www-authenticate': 'NTLM' } }))
    expect(await errorOf(bench.clientOf(server).signIn(account))).toMatchObject({ kind: 'http', status: 401 })
    expect(withAccount(server)).toHaveLength(0)
  })

  it('is not made up for by a connection that breaks in mid sign-in', async () => {
    const server = await bench.serverThat(text('Error,return=-508'), raw('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nyear=20', 'reset'))
    expect(await errorOf(bench.clientOf(server, { limits: { retryDelaysMs: [] } }).signIn(account))).toMatchObject({
      kind: 'malformed',
      problem: 'answer cut short',
    })
  })
})
