import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { setFirstPassword } from '#common/catalog/device/operate.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import type { LogEntry } from '#node/client/client.ts'
import { aBench, camera, clock, cooperative } from '#test/support/rudeDevice.ts'
import { basic, type Behaviour, digest, inQuery, inTurn, raw, reset, type SeenRequest, silence, text } from '#test/support/rudeServer.ts'

const bench = aBench()
afterEach(() => bench.close())

const secret = 'S3cret&sauce!'
const account = { user: 'admin', password: secret }

/** Every way the password may be written. */
const traces = [secret, encodeURIComponent(secret), 'S3cret', 'sauce', Buffer.from(`admin:${secret}`).toString('base64')]

function tracesIn(...things: readonly unknown[]): readonly string[] {
  const shown = things
    .map((thing) => `${inspect(thing, { depth: null, showHidden: true, getters: true })} ${String(thing)} ${JSON.stringify(thing)}`)
    .join()
  return traces.filter((trace) => shown.includes(trace))
}

/** An error page that repeats the request, as small web servers do. */
const echo: Behaviour = (request, ...rest) =>
  text(`<html>404 ${request.target} ${request.authorization ?? ''}`, { headers: {} })(request, ...rest)
const echoAsText: Behaviour = (request, ...rest) => text(`What is ${request.target} ${request.authorization ?? ''}`)(request, ...rest)
const echoAsValue: Behaviour = (request, ...rest) => text(`year=${decodeURIComponent(request.target)}\nmonth=1`)(request, ...rest)

const trouble: Readonly<Record<string, Behaviour>> = {
  'a page that repeats the request': echo,
  'a text that repeats the request': echoAsText,
  'a value that repeats the request': echoAsValue,
  'a reset': reset,
  'a broken answer': raw('HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nyear', 'reset'),
  'no HTTP': raw('what?\r\n\r\n'),
  silence,
  'an error code': text('error, Return=-23'),
  'a refusal': text('Error,return=-508', { status: 401 }),
}

const guards = { digest, basic, query: inQuery }

describe.each(Object.keys(guards) as (keyof typeof guards)[])('a password shown by %s', (kind) => {
  it.each(Object.entries(trouble))('is in no error, log or print of the client after %s', async (_, behaviour) => {
    const log: LogEntry[] = []
    const seen: SeenRequest[] = []
    const watched: Behaviour = (request, ...rest) => {
      seen.push(request)
      behaviour(request, ...rest)
    }
    const server = await bench.serverThat(guards[kind](inTurn(cooperative, watched), { password: secret }).behaviour)
    const client = bench.clientOf(server, { log: (entry) => log.push(entry) })
    await client.signIn(account)
    const thrown: unknown[] = []
    const keep = (error: unknown) => thrown.push(error)
    await client.get(dateTime, {}, { timeoutMs: 100 }).catch(keep)
    await client.set(dateTime, {}, clock, { ...clock, day: 1 }, { timeoutMs: 100 }).catch(keep)
    expect(seen.length).toBeGreaterThan(0)
    expect(seen[0]?.hasAccount).toBe(true)
    expect(thrown.length).toBeGreaterThan(0)
    expect(log.length).toBeGreaterThan(2)
    expect(tracesIn(...thrown, ...thrown.map((error) => (error as Error).stack), log, client)).toEqual([])
  })
})

describe('a password in a request of its own', () => {
  it('is in no error or log, although the page repeats the request', async () => {
    const log: LogEntry[] = []
    const server = await bench.serverThat(echoAsText)
    const client = bench.clientOf(server, { log: (entry) => log.push(entry) })
    const thrown: unknown = await client.act(setFirstPassword, {}, account).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(Error)
    expect(tracesIn(thrown, log)).toEqual([])
  })
})

describe('the log of a client', () => {
  it('tells each exchange: what was asked, where, how long it took, how it ended', async () => {
    const log: LogEntry[] = []
    const server = await bench.serverThat(camera(digest(inTurn(cooperative, reset)).behaviour))
    const client = bench.clientOf(server, { log: (entry) => log.push(entry), now: () => 5, limits: { retryDelaysMs: [] } })
    const address = `127.0.0.1:${server.endpoint.port}`
    await client.signIn({ ...account, password: 'right-1234' })
    await client.get(dateTime).catch(() => undefined)
    expect(log).toEqual([
      { request: 'sign in', address, tookMs: 0, status: 401 },
      { request: 'sign in', address, tookMs: 0, status: 200 },
      { request: 'get dateTime', address, tookMs: 0, error: 'unreachable' },
    ])
  })
})
