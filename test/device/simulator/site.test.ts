import { createSocket } from 'node:dgram'
import { type Answer as DnsAnswer, decode, encode } from 'dns-packet'
import multicastDns from 'multicast-dns'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { demoSite } from '#simulator/profiles.ts'
import { type Site, type SiteOptions, startSite } from '#simulator/site.ts'
import { ask, askSigned } from '#test/support/askDevice.ts'
import { stillCamera } from '#test/support/virtualDevice.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** Own addresses and an own mDNS port, so that sites of other tests are neither met nor heard. */
const base = `127.${100 + (process.pid % 100)}.${(process.pid >> 7) & 0xff}.0`
const mdnsPort = 40_000 + (process.pid % 20_000)
const wsPort = mdnsPort - 20_000

async function start(options: Partial<SiteOptions> = {}): Promise<Site> {
  const site = await startSite({ base, port: 8080, announce: false, camera: () => stillCamera, moveMs: 20, restartMs: 20, ...options })
  ends.push(site.close)
  return site
}

/** Width and height from a JPEG's baseline frame header. */
function sizeOf(jpeg: Buffer): string {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xc0]))
  return `${jpeg.readUInt16BE(at + 7)}x${jpeg.readUInt16BE(at + 5)}`
}

describe('a site', () => {
  it('has every kind of device, each with its own identity', async () => {
    const { devices } = await start()
    expect(devices.map(({ device }) => device.profile.id)).toEqual(demoSite)
    expect(new Set(devices.map(({ device }) => device.profile.series)).size).toBe(8)
    expect(new Set(devices.map(({ device }) => device.profile.signIn))).toEqual(new Set(['digest', 'digest-sha256', 'basic', 'query']))
    expect(new Set(devices.map(({ device }) => device.identity().mac)).size).toBe(demoSite.length)
  })

  it('can be made of some kinds only', async () => {
    const { devices } = await start({ kinds: ['nvr', 'lpr'], devices: 3 })
    expect(devices.map(({ device }) => device.profile.id)).toEqual(['nvr', 'lpr', 'nvr'])
  })

  it('lays a fault on every device, or on one by its place', async () => {
    const { devices } = await start({
      kinds: ['ipc', 'lite'],
      devices: 2,
      quirks: ['crlf', 'emptyAnswer:NTP@2', 'passwordChanged:a@b-1234'],
    })
    expect(devices.map(({ device }) => device.quirks.names())).toEqual([
      ['crlf', 'passwordChanged:a@b-1234'],
      ['crlf', 'emptyAnswer:NTP', 'passwordChanged:a@b-1234'],
    ])
  })

  it('shows real pictures where no camera is given', async () => {
    const { devices } = await startSite({ base, port: 8080, announce: false, devices: 5 }).then((site) => {
      ends.push(site.close)
      return site
    })
    const { address, port } = devices[4]?.device.endpoint() ?? { address: '', port: 0 }
    const picture = (channel: number) =>
      fetch(`http://${address}:${port}/cgi-bin/image.cgi?userName=admin&password=sightline-demo&cameraID=${channel}&quality=5`)
    const [light, heat] = await Promise.all(
      [picture(1), picture(2)].map(async (answer) => sizeOf(Buffer.from(await (await answer).arrayBuffer()))),
    )
    expect([light, heat]).toEqual(['640x360', '400x300'])
  })

  it('of 200 devices answers on each, and leaves no listener behind', async () => {
    const site = await start({ devices: 200 })
    const url = ({ device }: (typeof site.devices)[number]) => {
      const { address, port } = device.endpoint()
      return `http://${address}:${port}/cgi-bin/param.cgi?action=get&type=deviceInfo`
    }
    const heard = await Promise.all(site.devices.map((device) => ask(url(device))))
    const ids = heard.map(({ body }) => /^deviceID=(\d+)/.exec(body)?.[1])
    expect(ids).toEqual(Array.from({ length: 200 }, (_, index) => String(159_356 + index)))
    await site.close()
    const left = await Promise.allSettled(site.devices.map((device) => ask(url(device))))
    expect(left.filter(({ status }) => status === 'fulfilled')).toEqual([])
  })

  it.runIf(process.platform === 'linux')('leaves nothing running when an address is taken', async () => {
    await start({ devices: 2 })
    const [a, b, c] = base.split('.')
    await expect(start({ devices: 3, base: `${a}.${b}.${c}.1` })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    await start({ devices: 3, base: `${a}.${b}.${c}.2` })
  })
})

describe.runIf(process.platform === 'linux')('Bonjour', () => {
  /** A listener on its own socket, which keeps what it hears by name and type. */
  async function listen() {
    const heard = new Map<string, DnsAnswer>()
    const goodbyes: string[] = []
    let largest = 0
    const mdns = multicastDns({ port: mdnsPort, interface: '127.0.0.1', bind: '0.0.0.0' })
    await new Promise<void>((resolve) => mdns.once('ready', () => resolve()))
    mdns.on('response', ({ answers = [], additionals = [] }) => {
      largest = Math.max(largest, answers.length + additionals.length)
      for (const record of [...answers, ...additionals]) {
        if (!('ttl' in record)) continue
        const key = record.type === 'PTR' ? record.data : `${record.type} ${record.name}`
        if (record.ttl === 0) goodbyes.push(key)
        if (record.ttl === 0) heard.delete(key)
        else heard.set(key, record)
      }
    })
    ends.push(() => new Promise((resolve) => mdns.destroy(() => resolve())))
    return { mdns, heard, goodbyes, largest: () => largest, browse: () => mdns.query('_http._tcp.local', 'PTR') }
  }
  const camera = 'IPCamera 15:93:56._http._tcp.local'
  const data = (record: DnsAnswer | undefined) => (record && 'data' in record ? record.data : undefined)

  it('gives each device its own address, port and MAC', async () => {
    const { heard, browse } = await listen()
    const { devices } = await start({ announce: true, mdnsPort, wsPort })
    browse()
    await vi.waitFor(() => expect([...heard.keys()].filter((key) => key.startsWith('A '))).toHaveLength(demoSite.length))
    expect(data(heard.get('A ipc-159356.local'))).toBe(devices[0]?.device.endpoint().address)
    expect(data(heard.get(`SRV ${camera}`))).toMatchObject({ target: 'ipc-159356.local', port: 8080 })
    expect(data(heard.get(`TXT ${camera}`))).toContainEqual(Buffer.from('macaddress=00:1C:27:15:93:56'))
    expect([...heard.keys()]).toContain('IPCamera v5.0 15:93:64._http._tcp.local')
    expect([...heard.keys()]).toContain('Kuppel Süd 15:93:65._http._tcp.local')
  })

  it('answers for 200 devices in packets of a few', async () => {
    const { heard, browse, largest } = await listen()
    await start({ announce: true, mdnsPort, wsPort, devices: 200 })
    browse()
    await vi.waitFor(() => expect([...heard.keys()].filter((key) => key.startsWith('A '))).toHaveLength(200), { timeout: 5000 })
    expect(largest()).toBe(20)
  })

  it('says goodbye of every device when the site closes', async () => {
    const { heard, goodbyes } = await listen()
    const site = await start({ announce: true, mdnsPort, wsPort })
    await vi.waitFor(() => expect(heard.has(camera)).toBe(true))
    await site.close()
    await vi.waitFor(() =>
      expect(goodbyes.filter((name) => name.endsWith('_http._tcp.local') && !/^(?:SRV|TXT) /.test(name))).toHaveLength(demoSite.length),
    )
  })

  it('falls silent when it is switched off, and speaks again when switched on', async () => {
    const { heard, browse } = await listen()
    const { devices } = await start({ announce: true, mdnsPort, wsPort })
    await vi.waitFor(() => expect(heard.has(camera)).toBe(true))
    const { address, port } = devices[0]?.device.endpoint() ?? { address: '', port: 0 }
    const url = (enable: 0 | 1) => `http://${address}:${port}/cgi-bin/param.cgi?action=set&type=bonjourService&enable=${enable}`
    const admin = { user: 'admin', password: 'sightline-demo' }
    await askSigned(url(0), admin)
    await vi.waitFor(() => expect(heard.has(camera)).toBe(false))
    heard.clear()
    browse()
    await vi.waitFor(() => expect(heard.has('NVR 15:93:62._http._tcp.local')).toBe(true))
    expect(heard.has(camera)).toBe(false)
    await askSigned(url(1), admin)
    await vi.waitFor(() => expect(heard.has(camera)).toBe(true))
  })

  it('follows a device to its new address, after a goodbye', async () => {
    const { heard, goodbyes } = await listen()
    const { devices } = await start({ announce: true, mdnsPort, wsPort })
    await vi.waitFor(() => expect(heard.has('A ipc-159359.local')).toBe(true))
    const lite = devices[3]?.device.endpoint() ?? { address: '', port: 0 }
    const next = lite.address.replace(/\d+$/, '240')
    const account = 'userName=admin&password=sightline-demo'
    await ask(
      `http://${lite.address}:${lite.port}/cgi-bin/param.cgi?${account}&action=set&type=localNetwork&netCardId=1&IPProtoVer=1&IPAddress=${next}`,
    )
    await vi.waitFor(() => expect(data(heard.get('A ipc-159359.local'))).toBe(next))
    expect(goodbyes).toContain('A ipc-159359.local')
  })

  it('answers a plain resolver that asks from another port', async () => {
    await start({ announce: true, mdnsPort, wsPort, devices: 1 })
    const resolver = createSocket('udp4')
    ends.push(() => new Promise((resolve) => resolver.close(() => resolve())))
    const answer = new Promise<Buffer>((resolve) => resolver.once('message', resolve))
    resolver.send(encode({ type: 'query', id: 7, questions: [{ name: '_http._tcp.local', type: 'PTR' }] }), mdnsPort, '127.0.0.1')
    expect(decode(await answer)).toMatchObject({ id: 7, answers: [{ type: 'PTR', data: camera }] })
  })
})
