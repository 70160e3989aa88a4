import { createSocket, type Socket } from 'node:dgram'
import { afterEach, describe, expect, it } from 'vitest'
import { deviceKey } from '#common/device/device.ts'
import type { Presence, Sighting } from '#common/discovery/merge.ts'
import type { Adapter, SearchState } from '#common/discovery/search.ts'
import { createDiscovery, type Discovery } from '#node/discovery/discovery.ts'
import { fastTimers } from '#test/support/fastTimers.ts'
import { aPrinter, camera, createFakeNetwork } from '#test/support/identities.ts'
import { announces, cameraRecords, type MdnsResponder, type Speech, startMdnsResponder } from '#test/support/mdnsResponder.ts'

const loopback: Adapter = { name: 'lo', address: '127.0.0.1', prefix: 8, used: true }
const one = camera(1)
const at = (address: string, port = 80) => ({ address, port })

/** Own ports, one each: what other programs of this computer announce must not be heard. */
let nextPort = 20_000 + (process.pid % 2000) * 10
const closing: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of closing.splice(0).reverse()) await each.close()
})

interface Bench {
  readonly port: number
  readonly responder: MdnsResponder
  readonly network: ReturnType<typeof createFakeNetwork>
  readonly discovery: Discovery
  readonly sightings: readonly Sighting[]
  readonly standings: ReadonlyMap<string, Presence>
  /** Resolves as soon as it holds; looked at whenever discovery told something. */
  until(what: () => boolean): Promise<void>
}

interface BenchOptions {
  readonly speech?: Speech
  readonly adapters?: readonly Adapter[]
  readonly port?: number
  /** Time runs so many times faster. */
  readonly speed?: number
}

async function search({ speech, adapters = [loopback], port = (nextPort += 1), speed = 10 }: BenchOptions = {}): Promise<Bench> {
  const responder = await startMdnsResponder(port, speech)
  const network = createFakeNetwork()
  const sightings: Sighting[] = []
  const standings = new Map<string, Presence>()
  const waiting = new Set<() => void>()
  const told = () => [...waiting].forEach((look) => look())
  const discovery = createDiscovery({
    identify: network.identify,
    listAdapters: () => adapters,
    timers: fastTimers(speed),
    mdnsPort: port,
    wsPort: port + 20_000,
    onSighting(sighting) {
      sightings.push(sighting)
      told()
    },
    onPresence(key, presence) {
      standings.set(key, presence)
      told()
    },
    onChanged: told,
  })
  closing.push(responder, discovery)
  return {
    port,
    responder,
    network,
    discovery,
    sightings,
    standings,
    until: (what) =>
      new Promise((resolve) => {
        const look = () => {
          if (!what()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}

const isPointerQuestion = ({ labels, type }: { readonly labels: readonly string[]; readonly type: number }) =>
  type === 12 && labels.join('.') === '_http._tcp.local'

describe('Bonjour on one adapter', () => {
  it('finds a camera at the address it announces and asks it who it is', async () => {
    const { network, discovery, sightings, until } = await search({ speech: announces({ instance: 'IPCamera', address: '127.9.1.1' }) })
    network.at(at('127.9.1.1'), one)
    discovery.start()
    await until(() => sightings.length > 0)
    expect(sightings).toEqual([{ identity: one, endpoint: at('127.9.1.1'), foundBy: 'bonjour' }])
  })

  it('finds 200 cameras that answer at once', async () => {
    const all = Array.from({ length: 200 }, (_, index) => ({ identity: camera(index), address: `127.9.2.${index + 1}` }))
    const { responder, network, discovery, sightings, until } = await search({ speed: 1 })
    for (const { identity, address } of all) network.at(at(address), identity)
    responder.setSpeech((question) => {
      if (isPointerQuestion(question))
        for (const { identity, address } of all) {
          const records = cameraRecords({ instance: identity.mac, address, host: `ipc-${identity.deviceId}` })
          responder.say(Object.values(records))
        }
      return { answers: [] }
    })
    discovery.start()
    await until(() => new Set(sightings.map(({ identity }) => identity.mac)).size === 200)
    expect(discovery.state().bonjour).toMatchObject({ answers: 200, others: 0 })
  })

  it('counts a printer and does not list it', async () => {
    const { network, discovery, sightings, until } = await search({ speech: announces({ instance: 'Printer', address: '127.9.1.2' }) })
    network.at(at('127.9.1.2'), aPrinter)
    discovery.start()
    await until(() => discovery.state().bonjour.others === 1)
    expect([sightings, discovery.state().bonjour.answers]).toEqual([[], 1])
  })
})

describe('what bonjour-service alone gets wrong', () => {
  it('a name with dots is a whole name', async () => {
    const { network, discovery, sightings, until } = await search({
      speech: announces({ instance: 'Axis M1.2 cam', address: '10.9.9.9', mac: one.mac }),
    })
    network.unplug(at('10.9.9.9'))
    discovery.start()
    await until(() => sightings.length > 0)
    expect(sightings[0]).toMatchObject({ claimed: true, identity: { name: 'Axis M1.2 cam' } })
  })

  it('a changed address is followed', async () => {
    const { responder, network, discovery, sightings, until } = await search({
      speech: announces({ instance: 'IPCamera', address: '127.9.1.3' }),
    })
    network.at(at('127.9.1.3'), one)
    discovery.start()
    await until(() => sightings.length > 0)
    network.unplug(at('127.9.1.3'))
    network.at(at('127.9.1.4'), one)
    responder.setSpeech(() => ({ answers: [] }))
    responder.say([cameraRecords({ instance: 'IPCamera', address: '127.9.1.4' }).address])
    await until(() => sightings.at(-1)?.endpoint.address === '127.9.1.4')
    expect(new Set(sightings.map(({ identity }) => identity.mac)).size).toBe(1)
  })

  it('a live device that repeats itself is never dropped when its time to live is short', async () => {
    const speech = announces({ instance: 'IPCamera', address: '127.9.1.5', ttl: 20 })
    const { responder, network, discovery, standings, until } = await search({ speech, speed: 40 })
    network.at(at('127.9.1.5'), one)
    discovery.start()
    await until(() => responder.heard.filter(isPointerQuestion).length >= 8)
    expect([...standings.values()]).toEqual([{ gone: false, sameAddress: false, otherSubnet: false }])
    expect(discovery.state().bonjour.answers).toBe(1)
  })

  it('a device that falls silent is gone within a minute, and is still listed', async () => {
    const { responder, network, discovery, standings, until } = await search({
      speech: announces({ instance: 'IPCamera', address: '127.9.1.6' }),
      speed: 40,
    })
    network.at(at('127.9.1.6'), one)
    discovery.start()
    await until(() => standings.size > 0)
    const left = Date.now()
    responder.setSpeech(() => ({ answers: [] }))
    network.unplug(at('127.9.1.6'))
    await until(() => standings.get(deviceKey(one))?.gone === true)
    expect((Date.now() - left) * 40).toBeLessThan(60_000)
    await until(() => discovery.state().bonjour.answers === 0)
  })

  it('a responder that answers with nothing but a pointer is asked for the rest, by the right name', async () => {
    const records = cameraRecords({ instance: 'Axis M1.2 cam', address: '127.9.1.7' })
    const { responder, network, discovery, sightings, until } = await search({
      speech(question) {
        if (isPointerQuestion(question)) return { answers: [records.pointer] }
        const mine = question.labels[0] === 'Axis M1.2 cam' && question.labels.length === 4
        if (mine && question.type === 33) return { answers: [records.server] }
        if (mine && question.type === 16) return { answers: [records.texts] }
        return question.type === 1 && question.labels.join('.') === 'camera.local' ? { answers: [records.address] } : { answers: [] }
      },
      speed: 1,
    })
    network.at(at('127.9.1.7'), one)
    discovery.start()
    await until(() => sightings.length > 0)
    expect(sightings[0]?.endpoint).toEqual(at('127.9.1.7'))
    expect(responder.heard.filter(isPointerQuestion)).toHaveLength(1)
    expect(new Set(responder.heard.map(({ type }) => type))).toEqual(new Set([12, 33, 16, 1]))
  })

  it('a responder without an address is asked at its own', async () => {
    const { pointer, server, texts } = cameraRecords({ instance: 'IPCamera', address: '127.9.1.8', port: 8080 })
    const { network, discovery, sightings, until } = await search({
      speech: (question) => (isPointerQuestion(question) ? { answers: [pointer], additionals: [server, texts] } : { answers: [] }),
    })
    network.at(at('127.0.0.1', 8080), one)
    discovery.start()
    await until(() => sightings.length > 0)
    expect(sightings[0]?.endpoint).toEqual(at('127.0.0.1', 8080))
  })

  it('a lost question is asked again, after 1, 3 and 9 s', async () => {
    const speech = announces({ instance: 'IPCamera', address: '127.9.1.9' })
    let questions = 0
    const { network, discovery, sightings, until } = await search({
      speech: (question, count) => (isPointerQuestion(question) && (questions += 1) > 3 ? speech(question, count) : { answers: [] }),
    })
    network.at(at('127.9.1.9'), one)
    const start = Date.now()
    discovery.start()
    await until(() => sightings.length > 0)
    expect(questions).toBe(4)
    // Rounds of 15 s alone would need 45 s for it.
    expect((Date.now() - start) * 10).toBeLessThan(30_000)
  })

  it('a goodbye is believed when the device does not answer either', async () => {
    const { responder, network, discovery, standings, until } = await search({
      speech: announces({ instance: 'IPCamera', address: '127.9.1.10' }),
      speed: 1,
    })
    network.at(at('127.9.1.10'), one)
    discovery.start()
    await until(() => standings.size > 0)
    network.unplug(at('127.9.1.10'))
    responder.setSpeech(() => ({ answers: [] }))
    responder.say(Object.values(cameraRecords({ instance: 'IPCamera', address: '127.9.1.10', ttl: 0 })))
    await until(() => standings.get(deviceKey(one))?.gone === true)
    expect(discovery.state().bonjour.answers).toBe(0)
  })

  it('200 goodbyes in separate packets mark 200 devices', async () => {
    const all = Array.from({ length: 200 }, (_, index) => ({ identity: camera(index), address: `127.9.3.${index + 1}` }))
    const { responder, network, discovery, standings, until } = await search({ speed: 4 })
    const sayAll = (ttl: number) => {
      for (const { identity, address } of all)
        responder.say(Object.values(cameraRecords({ instance: identity.mac, address, host: `ipc-${identity.deviceId}`, ttl })))
    }
    for (const { identity, address } of all) network.at(at(address), identity)
    responder.setSpeech((question) => {
      if (isPointerQuestion(question)) sayAll(120)
      return { answers: [] }
    })
    discovery.start()
    await until(() => standings.size === 200)
    responder.setSpeech(() => ({ answers: [] }))
    for (const { address } of all) network.unplug(at(address))
    sayAll(0)
    await until(() => [...standings.values()].every(({ gone }) => gone))
    expect(standings.size).toBe(200)
  })
})

describe('trouble with an adapter', () => {
  const missing: Adapter = { name: 'Ethernet 7', address: '198.51.100.7', prefix: 24, used: true }

  it('is told, and the others find their devices all the same', async () => {
    const { network, discovery, sightings, until } = await search({
      speech: announces({ instance: 'IPCamera', address: '127.9.1.11' }),
      adapters: [missing, loopback],
    })
    network.at(at('127.9.1.11'), one)
    discovery.start()
    await until(() => sightings.length > 0 && discovery.state().faults.length > 0)
    expect(discovery.state().faults).toEqual([{ adapter: 'Ethernet 7', why: expect.stringMatching(/^E[A-Z]+$/) as string }])
  })

  it('does not end the process when another program holds the port for itself', async () => {
    const port = (nextPort += 1)
    const greedy: Socket = createSocket('udp4')
    await new Promise<void>((resolve) => greedy.bind(port, '0.0.0.0', resolve))
    closing.push({ close: () => new Promise((resolve) => greedy.close(() => resolve())) })
    const faults: SearchState['faults'][] = []
    await new Promise<void>((resolve) => {
      const discovery = createDiscovery({
        identify: createFakeNetwork().identify,
        listAdapters: () => [loopback],
        mdnsPort: port,
        wsPort: port + 20_000,
        timers: fastTimers(10),
        onSighting: () => undefined,
        onPresence: () => undefined,
        onChanged(state) {
          if (state.faults.length === 0) return
          faults.push(state.faults)
          resolve()
        },
      })
      closing.push(discovery)
      discovery.start()
    })
    expect(faults[0]).toEqual([{ adapter: 'lo', why: 'EADDRINUSE' }])
  })

  it('in the form of packets that cannot be read changes nothing', async () => {
    const { responder, network, discovery, sightings, until } = await search()
    network.at(at('127.9.1.12'), one)
    discovery.start()
    await until(() => discovery.state().bonjour.listening)
    const header = Buffer.from([0, 0, 0x84, 0, 0, 0, 0, 9, 0, 0, 0, 0])
    for (const tail of [[], [0xc0, 0x0c], [63], [1, 65, 0, 0, 12, 0, 1, 255, 255], Array.from({ length: 900 }, (_, index) => index % 256)])
      responder.sayRaw(Buffer.concat([header, Buffer.from(tail)]))
    responder.setSpeech(announces({ instance: 'IPCamera', address: '127.9.1.12' }))
    await until(() => sightings.length > 0)
    expect(discovery.state().faults).toEqual([])
  })
})

describe('a search that is stopped', () => {
  it('hears nothing more and keeps what it found', async () => {
    const { responder, network, discovery, sightings, standings, until } = await search({
      speech: announces({ instance: 'IPCamera', address: '127.9.1.13' }),
      speed: 40,
    })
    network.at(at('127.9.1.13'), one)
    discovery.start()
    await until(() => sightings.length > 0)
    discovery.stop()
    expect(discovery.state()).toMatchObject({ running: false, bonjour: { answers: 0, listening: false } })
    const asked = responder.heard.length
    await until(() => sightings.length > 2)
    expect([responder.heard.length - asked, standings.get(deviceKey(one))?.gone]).toEqual([0, false])
  })

  it('finds what is there when it is started again', async () => {
    const { network, discovery, sightings, until } = await search({ speech: announces({ instance: 'IPCamera', address: '127.9.1.14' }) })
    discovery.start()
    discovery.stop()
    network.at(at('127.9.1.14'), one)
    discovery.start()
    await until(() => sightings.length > 0)
    expect(discovery.state().running).toBe(true)
  })
})

describe('looking for one device', () => {
  it('finds it at one of the addresses where it may be', async () => {
    const { network, discovery } = await search()
    network.at(at('127.9.4.2', 8080), one)
    network.at(at('127.9.4.1'), camera(2))
    const candidates = [at('127.9.4.1'), at('127.9.4.2', 8080)]
    await expect(discovery.lookFor(deviceKey(one), { candidates, signal: AbortSignal.timeout(5000) })).resolves.toEqual(candidates[1])
  })

  it('finds it where Bonjour has it, though nobody expected it there', async () => {
    const { responder, network, discovery } = await search()
    discovery.start()
    const found = discovery.lookFor(deviceKey(one), { candidates: [at('127.9.4.3')], signal: AbortSignal.timeout(5000) })
    network.at(at('127.9.4.4'), one)
    responder.setSpeech(announces({ instance: 'IPCamera', address: '127.9.4.4', mac: one.mac }))
    await expect(found).resolves.toEqual(at('127.9.4.4'))
  })

  it('ends when nobody waits any more', async () => {
    const { discovery } = await search()
    const stopper = new AbortController()
    const found = discovery.lookFor(deviceKey(one), { signal: stopper.signal })
    stopper.abort()
    await expect(found).rejects.toMatchObject({ error: { kind: 'cancelled' } })
  })
})
