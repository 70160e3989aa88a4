import { createSocket, type Socket } from 'node:dgram'
import { afterEach, describe, expect, it } from 'vitest'
import { deviceKey } from '#common/device/device.ts'
import type { Presence, Sighting } from '#common/discovery/merge.ts'
import type { Adapter, SearchState } from '#common/discovery/search.ts'
import { identify } from '#node/client/identify.ts'
import { createDiscovery, type Discovery, type DiscoveryOptions } from '#node/discovery/discovery.ts'
import { createOnvifResponder } from '#simulator/onvif/responder.ts'
import { type Site, type SiteOptions, startSite } from '#simulator/site.ts'
import { fastTimers } from '#test/support/fastTimers.ts'
import { camera, createFakeNetwork } from '#test/support/identities.ts'
import { freeEndpoint, stillCamera } from '#test/support/virtualDevice.ts'

const loopback: Adapter = { name: 'lo', address: '127.0.0.1', prefix: 8, used: true }
const one = camera(1)

let nextPort = 22_000 + (process.pid % 2000) * 8
const closing: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of closing.splice(0).reverse()) await each.close()
})

interface Searched {
  readonly discovery: Discovery
  readonly sightings: readonly Sighting[]
  readonly standings: ReadonlyMap<string, Presence>
  /** Resolves as soon as it holds; looked at whenever discovery told something. */
  until(what: () => boolean): Promise<void>
}

function search(port: number, more: Partial<DiscoveryOptions> = {}): Searched {
  const sightings: Sighting[] = []
  const standings = new Map<string, Presence>()
  const waiting = new Set<() => void>()
  const told = () => [...waiting].forEach((look) => look())
  const discovery = createDiscovery({
    identify: (endpoint, signal) => identify(endpoint, { signal }),
    listAdapters: () => [loopback],
    mdnsPort: port + 4,
    wsPort: port,
    onSighting(sighting) {
      sightings.push(sighting)
      told()
    },
    onPresence(key, presence) {
      standings.set(key, presence)
      told()
    },
    onChanged: told,
    ...more,
  })
  closing.push(discovery)
  const until = (what: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!what()) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return { discovery, sightings, standings, until }
}

/** A site of its own ports, whose Bonjour nobody listens to. */
async function site(port: number, options: SiteOptions = {}): Promise<Site> {
  const base = freeEndpoint().address.replace(/\d+$/, '0')
  const started = await startSite({ base, port: 8080, camera: () => stillCamera, wsPort: port, mdnsPort: port + 5, devices: 1, ...options })
  closing.push(started)
  return started
}

/** One camera of a fake network that answers probes. */
async function responder(port: number, address: string, uuid = `4e043800-d3d9-122f-b19a-${deviceKey(one)}`) {
  const speaking = await createOnvifResponder({ port })
  closing.push(speaking)
  speaking.announce('one', { uuid, name: 'Gate 1.2 Süd 門', hardware: 'IPV57/41CLDR/Z/13', address, port: 80 })
  return speaking
}

describe('WS-Discovery', () => {
  it('finds a device whose Bonjour nobody hears, asks it who it is, and says how it was found', async () => {
    const port = (nextPort += 8)
    const { devices } = await site(port)
    const { discovery, sightings, until } = search(port)
    discovery.start()
    await until(() => sightings.length > 0)
    const device = devices[0]?.device
    expect(sightings[0]).toMatchObject({
      endpoint: device?.endpoint(),
      foundBy: 'onvif',
      identity: { deviceId: device?.identity().deviceId, mac: device?.identity().mac },
    })
    expect([sightings[0]?.claimed, discovery.state().bonjour.answers]).toEqual([undefined, 0])
  })

  it('asks nobody twice who is announced in two ways', async () => {
    const port = (nextPort += 8)
    await site(port, { devices: 8 })
    const asked: string[] = []
    const { discovery, until } = search(port, {
      mdnsPort: port + 5,
      identify(endpoint, signal) {
        asked.push(endpoint.address)
        return identify(endpoint, { signal })
      },
    })
    discovery.start()
    await until(() => discovery.state().onvif.answers === 8 && discovery.state().bonjour.answers === 8)
    expect(asked).toHaveLength(new Set(asked).size)
  })

  it('hears the hello of a device that comes up after the questions', async () => {
    const port = (nextPort += 8)
    const network = createFakeNetwork()
    network.at({ address: '127.9.20.1', port: 80 }, one)
    const speaking = await responder(port, '127.9.20.1', '4e043800-d3d9-122f-b19a-001c27000099')
    const { discovery, sightings, until } = search(port, { identify: network.identify })
    discovery.start()
    await until(() => sightings.length > 0)
    const two = camera(2)
    network.at({ address: '127.9.20.2', port: 80 }, two)
    speaking.announce('two', { uuid: `4e043800-d3d9-122f-b19a-${deviceKey(two)}`, name: '', hardware: '', address: '127.9.20.2', port: 80 })
    await until(() => sightings.some(({ identity }) => identity.mac === two.mac))
    expect(discovery.state().onvif).toEqual({ answers: 2, listening: true, others: 0 })
  })

  it('looks at a device that says bye, and it is gone when it does not answer either', async () => {
    const port = (nextPort += 8)
    const network = createFakeNetwork()
    network.at({ address: '127.9.20.3', port: 80 }, one)
    const speaking = await responder(port, '127.9.20.3')
    const { discovery, standings, until } = search(port, { identify: network.identify })
    discovery.start()
    await until(() => standings.size > 0)
    network.unplug({ address: '127.9.20.3', port: 80 })
    speaking.withdraw('one')
    await until(() => standings.get(deviceKey(one))?.gone === true)
    expect(discovery.state().onvif.answers).toBe(0)
  })

  it.each(['10.9.9.9', '169.254.7.7'])('lists a device at %s, out of reach, by the name and the MAC it gives', async (address) => {
    const port = (nextPort += 8)
    const network = createFakeNetwork()
    await responder(port, address)
    const { discovery, sightings, standings, until } = search(port, { identify: network.identify })
    discovery.start()
    await until(() => standings.size > 0)
    expect(sightings[0]).toMatchObject({
      claimed: true,
      foundBy: 'onvif',
      endpoint: { address, port: 80 },
      identity: { name: 'Gate 1.2 Süd 門', mac: one.mac, model: 'IPV57/41CLDR/Z/13' },
    })
    expect(standings.get(deviceKey(one))).toEqual({ gone: false, sameAddress: false, otherSubnet: true })
  })

  it('asks a device out of reach who it is as soon as an adapter has an address beside it', async () => {
    const port = (nextPort += 8)
    const network = createFakeNetwork()
    await responder(port, '10.9.9.9')
    let adapters: readonly Adapter[] = [loopback]
    const { discovery, standings, until } = search(port, {
      identify: network.identify,
      listAdapters: () => adapters,
      timers: fastTimers(20),
    })
    discovery.start()
    await until(() => standings.get(deviceKey(one))?.otherSubnet === true)
    network.at({ address: '10.9.9.9', port: 80 }, one)
    adapters = [loopback, { name: 'Cable', address: '10.9.9.250', prefix: 24, used: true }]
    await until(() => standings.get(deviceKey(one))?.otherSubnet === false)
    expect(standings.get(deviceKey(one))).toEqual({ gone: false, sameAddress: false, otherSubnet: false })
  })

  it('asks a device that is missing at its own address, in case multicast does not reach it', async () => {
    const port = (nextPort += 8)
    const heard: string[] = []
    const deaf: Socket = createSocket('udp4')
    await new Promise<void>((resolve) => deaf.bind(port, '127.9.20.5', resolve))
    closing.push({ close: () => new Promise((resolve) => deaf.close(() => resolve())) })
    const asked = new Promise<void>((resolve) => {
      deaf.on('message', (packet) => {
        heard.push(packet.toString('utf8'))
        resolve()
      })
    })
    const { discovery } = search(port, {
      identify: createFakeNetwork().identify,
      timers: fastTimers(20),
      known: () => [{ identity: one, endpoint: { address: '127.9.20.5', port: 80 } }],
    })
    discovery.start()
    await asked
    expect(heard[0]).toContain('/discovery/Probe<')
  })

  it('survives datagrams that are no XML, no SOAP or nobody of ours', async () => {
    const port = (nextPort += 8)
    const network = createFakeNetwork()
    network.at({ address: '127.9.20.6', port: 80 }, one)
    const { discovery, sightings, until } = search(port, { identify: network.identify })
    discovery.start()
    await until(() => discovery.state().onvif.listening)
    const rude = createSocket('udp4')
    closing.push({ close: () => new Promise((resolve) => rude.close(() => resolve())) })
    await new Promise<void>((resolve) => rude.bind(0, '127.0.0.1', resolve))
    rude.setMulticastInterface('127.0.0.1')
    for (const bad of ['', '<', '<a><b', '<!DOCTYPE a [<!ENTITY b "c">]><a/>', '<a>'.repeat(5000), '\0\xff\xfe'.repeat(500)])
      await new Promise((resolve) => rude.send(bad, port, '239.255.255.250', resolve))
    await responder(port, '127.9.20.6')
    await until(() => sightings.length > 0)
    expect(discovery.state().faults).toEqual([])
  })
})

describe('adapters that come and go', () => {
  it('are followed while the search runs: a new address is searched at once, an old one is not any more', async () => {
    const port = (nextPort += 8)
    const network = createFakeNetwork()
    network.at({ address: '127.9.20.7', port: 80 }, one)
    await responder(port, '127.9.20.7')
    let adapters: readonly Adapter[] = []
    const { discovery, sightings, until } = search(port, {
      identify: network.identify,
      listAdapters: () => adapters,
      timers: fastTimers(10),
    })
    discovery.start()
    adapters = [loopback]
    await until(() => sightings.length > 0)
    adapters = [{ ...loopback, address: '127.0.0.2' }]
    const listensAt = ({ adapters, onvif }: SearchState) => [adapters.map(({ address }) => address).join(), onvif.listening]
    await until(() => listensAt(discovery.state())[0] === '127.0.0.2' && discovery.state().onvif.answers === 1)
    adapters = []
    await until(() => !discovery.state().onvif.listening)
    expect(discovery.state()).toMatchObject({ running: true, onvif: { answers: 0 }, faults: [] })
  })
})
