import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Sighting } from '#common/discovery/merge.ts'
import type { SearchState } from '#common/discovery/search.ts'
import { identify } from '#node/client/identify.ts'
import { createDiscovery, type DiscoveryOptions } from '#node/discovery/discovery.ts'
import { text, when, silence, type Behaviour } from '#test/support/rudeServer.ts'
import { createServer as createHttpServer } from 'node:http'

const closing: (() => Promise<unknown>)[] = []
const port = 20_080 + (process.pid % 500)

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const identityBody = (mac: string) =>
  ['deviceID=159356', 'deviceName=Gate', 'productModel=IPV57/41CLDR/Z/13', `MACAddress=${mac}`, 'softwareVersion=v3.5'].join('\r\n')

/** Answers on an address as it likes; every request is kept. */
async function device(address: string, behaviour: Behaviour, requests: string[] = []): Promise<readonly string[]> {
  const server = createHttpServer((request, response) => {
    requests.push(`${request.url ?? ''} ${request.headers.authorization ?? 'no account'}`)
    const { searchParams } = new URL(request.url ?? '', 'http://device')
    const seen = {
      target: request.url ?? '',
      program: '',
      query: [],
      type: searchParams.get('type') ?? '',
      authorization: request.headers.authorization,
      hasAccount: searchParams.has('password'),
    }
    behaviour(seen, response, request.socket)
  })
  await listening(server, address)
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(resolve)
      }),
  )
  return requests
}

/** A listener that accepts and never says a word. */
async function mute(address: string): Promise<void> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await listening(server, address)
  closing.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(resolve)
      }),
  )
}

function listening(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, address, resolve)
  })
}

function discover(more: Partial<DiscoveryOptions> = {}) {
  const sightings: Sighting[] = []
  const states: SearchState[] = []
  const discovery = createDiscovery({
    identify: (endpoint, signal) => identify(endpoint, { signal }),
    listAdapters: () => [{ name: 'lo', address: '127.0.0.1', prefix: 8, used: true }],
    onSighting: (sighting) => sightings.push(sighting),
    onPresence: () => undefined,
    onChanged: (state) => states.push(state),
    ...more,
  })
  closing.push(() => discovery.close())
  return { discovery, sightings, states }
}

const camera = (mac: string) => when('deviceInfo', text(identityBody(mac)), silence)
const printer: Behaviour = text('<html>Office</html>', { status: 404 })

describe('a sweep over addresses', () => {
  it('finds devices, passes over printers and silent listeners, and never signs in', async () => {
    const requests = await device('127.9.5.3', camera('00:1C:27:15:93:56'))
    await device('127.9.5.9', camera('00:1C:27:15:93:57'))
    await device('127.9.5.4', printer)
    await mute('127.9.5.5')
    const { discovery, sightings } = discover({ limits: { askTimeoutMs: 500 } })
    await discovery.sweep({ from: '127.9.5.1', to: '127.9.5.20', ports: [port] }).done
    expect(sightings.map(({ endpoint, foundBy }) => [endpoint.address, foundBy]).sort()).toEqual([
      ['127.9.5.3', 'sweep'],
      ['127.9.5.9', 'sweep'],
    ])
    expect(discovery.state().sweeps).toMatchObject([{ asked: 20, total: 20, found: 2, ended: 'done' }])
    expect(requests).toEqual([expect.stringMatching(/type=deviceInfo.* no account$/)])
    expect(requests.join()).not.toMatch(/user|password/i)
  })

  it('tries every port of the list', async () => {
    await device('127.9.5.30', camera('00:1C:27:15:93:58'))
    const { discovery, sightings } = discover()
    await discovery.sweep({ from: '127.9.5.30', to: '127.9.5.30', ports: [port + 1, port] }).done
    expect(sightings).toMatchObject([{ endpoint: { address: '127.9.5.30', port } }])
  })

  it('keeps to its rate, and shows it', async () => {
    const { discovery, states } = discover({ limits: { sweepPerSecond: 100 } })
    const start = performance.now()
    await discovery.sweep({ from: '127.9.6.1', to: '127.9.6.60', ports: [port] }).done
    const seconds = (performance.now() - start) / 1000
    expect(60 / seconds).toBeLessThanOrEqual(103)
    const rates = states.flatMap(({ sweeps }) => sweeps.map(({ perSecond }) => perSecond))
    expect(Math.max(...rates)).toBeGreaterThan(0)
    expect(Math.max(...rates)).toBeLessThanOrEqual(101)
  })

  it('shares its rate with a second sweep at the same time', async () => {
    const { discovery } = discover({ limits: { sweepPerSecond: 100 } })
    const start = performance.now()
    await Promise.all([
      discovery.sweep({ from: '127.9.6.1', to: '127.9.6.30', ports: [port] }).done,
      discovery.sweep({ from: '127.9.6.31', to: '127.9.6.60', ports: [port] }).done,
    ])
    expect(60 / ((performance.now() - start) / 1000)).toBeLessThanOrEqual(103)
  })

  it('counts every address once on its way', async () => {
    const { discovery, states } = discover()
    await discovery.sweep({ from: '127.9.7.1', to: '127.9.7.254', ports: [port] }).done
    const counts = states.flatMap(({ sweeps }) => sweeps.map(({ asked }) => asked))
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect(discovery.state().sweeps[0]).toMatchObject({ asked: 254, total: 254, found: 0 })
  })

  it('ends soon when it is stopped, and says so', async () => {
    await mute('127.9.5.41')
    const { discovery } = discover({ limits: { sweepPerSecond: 50 } })
    const swept = discovery.sweep({ from: '127.9.5.41', to: '127.9.15.41', ports: [port] }).done
    discovery.stop()
    await swept
    const [sweep] = discovery.state().sweeps
    expect(sweep?.ended).toBe('cancelled')
    expect(sweep?.asked).toBeLessThan(10)
  })

  it('is stopped alone by its id, and the other goes on to its end', async () => {
    const { discovery } = discover({ limits: { sweepPerSecond: 200 } })
    const [long, short] = [
      discovery.sweep({ from: '127.9.16.1', to: '127.9.26.1', ports: [port] }),
      discovery.sweep({ from: '127.9.6.1', to: '127.9.6.20', ports: [port] }),
    ]
    discovery.stopSweep(long.id)
    await Promise.all([long.done, short.done])
    expect(discovery.state().sweeps.map(({ id, ended }) => [id, ended])).toEqual([
      [long.id, 'cancelled'],
      [short.id, 'done'],
    ])
  })

  it('of a large range begins fewer addresses a second, and a small one does not wait for that', async () => {
    const { discovery } = discover({ limits: { addressesPerSecond: 1 } })
    await discovery.sweep({ from: '127.9.6.1', to: '127.9.6.60', ports: [port] }).done
    const large = discovery.sweep({ from: '127.9.16.1', to: '127.9.26.1', ports: [port] })
    await discovery.sweep({ from: '127.9.6.1', to: '127.9.6.60', ports: [port] }).done
    expect(discovery.state().sweeps.find(({ id }) => id === large.id)?.asked).toBeLessThan(10)
  })

  it('of more than 4096 addresses is refused before anything is asked', async () => {
    const { discovery } = discover()
    const sweep = () => discovery.sweep({ from: '127.0.0.0', to: '127.255.255.255', ports: [port] })
    const issues = [{ path: 'to', problem: 'tooMany', limits: { max: 4096 } }]
    expect(sweep).toThrow(expect.objectContaining({ error: { kind: 'invalid', issues } }))
    expect(discovery.state().sweeps).toEqual([])
  })
})

describe('adding a device by hand', () => {
  it('asks who it is', async () => {
    await device('127.9.5.50', camera('00:1C:27:15:93:59'))
    const { discovery, sightings } = discover()
    const sighting = await discovery.addByHand({ address: '127.9.5.50', port })
    expect(sighting).toMatchObject({ foundBy: 'hand', identity: { mac: '00:1C:27:15:93:59', name: 'Gate' } })
    expect(sightings).toEqual([sighting])
  })

  it.each([
    ['nobody', '127.9.5.51', undefined, { kind: 'unreachable', why: 'refused' }],
    ['a printer', '127.9.5.52', printer, { kind: 'http', status: 404 }],
    ['a web page', '127.9.5.53', text('<html>Office</html>'), { kind: 'malformed' }],
    ['somebody who never answers', '127.9.5.54', silence, { kind: 'unreachable', why: 'timeout' }],
  ] as const)('says what is wrong when %s is there', async (_, address, behaviour, error) => {
    if (behaviour) await device(address, behaviour)
    const { discovery, sightings } = discover({ limits: { askTimeoutMs: 300 } })
    await expect(discovery.addByHand({ address, port })).rejects.toMatchObject({ error })
    expect(sightings).toEqual([])
  })
})
