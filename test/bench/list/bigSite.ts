import type { DeviceIdentity, DeviceSummary } from '#common/device/device.ts'
import { fail } from '#common/errors/appError.ts'
import type { SearchState } from '#common/discovery/search.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import { requestNames } from '#common/ipc/names.ts'
import { createRegistry, type Registry } from '#node/devices/registry.ts'
import { createListNews } from '#node/devices/listNews.ts'
import type { CreateSightline } from '#node/sightlinePort.ts'
import type { Site } from '#node/storage/site.ts'

export interface BigSite {
  readonly create: CreateSightline
  /** Sightings of `perSecond` devices, each with another name or another place, until stopped. */
  stir(perSecond: number): () => void
  readonly list: () => readonly DeviceSummary[]
}

/** A site of `count` devices behind the real registry and its news; no sockets, no disk, a search that runs. */
export async function bigSite(count: number): Promise<BigSite> {
  const kept = new Map(
    Array.from({ length: count }, (_, at) => [keyOf(at), { identity: identityOf(at), endpoint: endpointOf(at), ...seen(at) }]),
  )
  const site: Site = {
    name: 'Big site',
    folder: '',
    journal: { add: () => Promise.reject(new Error('no disk')), list: async () => [] } as unknown as Site['journal'],
    remember: async () => undefined,
    forget: async () => undefined,
    remembered: async () => kept,
    backUp: () => Promise.reject(new Error('no disk')),
    backups: async () => [],
    readBackup: async () => undefined,
    keepResult: async () => undefined,
    results: async () => [],
    keepPicture: () => Promise.reject(new Error('no disk')),
    readPicture: async () => undefined,
    readDraft: async () => undefined,
    keepDraft: async () => undefined,
  }
  let news: ReturnType<typeof createListNews> | undefined
  const registry: Registry = await createRegistry({
    site,
    now: Date.now,
    identify: () => fail({ kind: 'unreachable', why: 'timeout' }),
    connect: () => fail({ kind: 'unreachable', why: 'timeout' }),
    onChanged: (key) => news?.note(key),
  })
  // A third signed in, a tenth gone: a site in the middle of the work.
  for (let at = 0; at < count; at += 1) {
    if (at % 10 !== 9) registry.presence(keyOf(at), {})
    if (at % 3 === 0) registry.signedIn(keyOf(at), 'admin')
    if (at % 6 === 0) registry.clockMeasured(keyOf(at), at % 12 === 0 ? 0.2 : 21)
  }

  const answers: Partial<Handlers> = {
    'app.facts': async () => ({ version: '0', host: 'web', site: { name: site.name, folder: '' }, adapters: [] }),
    'devices.list': async () => [...registry.list()],
    'search.state': async () => searching,
    'search.start': async () => null,
    'jobs.list': async () => [],
    'plans.unfinished': async () => [],
    'accounts.state': async () => ({ keptIn: 'memory', canChoose: false, isLocked: false, accounts: [] }),
    'journal.list': async () => [],
  }
  const nobody = Object.fromEntries(requestNames.map((name) => [name, () => fail({ kind: 'bug', message: `${name} is not benched` })]))

  return {
    list: registry.list,
    create({ emit }) {
      news = createListNews({ find: registry.find, tell: (change) => emit('devices.changed', change) })
      return {
        handlers: { ...nobody, ...answers } as Handlers,
        stream: () => Promise.resolve({ status: 404, headers: {}, body: '' }),
        start: () => Promise.resolve(),
        stop: async () => news?.cancel(),
      }
    },
    stir(perSecond) {
      let turn = 0
      const timer = setInterval(() => {
        turn += 1
        const at = (turn * 7919) % count
        registry.seen({ identity: { ...identityOf(at), name: `Dock ${at} turn ${turn}` }, endpoint: endpointOf(at), foundBy: 'bonjour' })
      }, 1000 / perSecond)
      return () => clearInterval(timer)
    },
  }
}

const searching: SearchState = {
  running: true,
  startedAt: Date.now(),
  bonjour: { answers: 0, listening: true },
  onvif: { answers: 0, listening: true },
  sweeps: [],
  adapters: [],
  faults: [],
}

function keyOf(at: number): string {
  return `001c27${at.toString(16).padStart(6, '0')}`
}

function identityOf(at: number): DeviceIdentity {
  return {
    deviceId: String(100_000 + at),
    mac: (keyOf(at).match(/../g) ?? []).join(':').toUpperCase(),
    name: `Dock ${at}`,
    model: ['IPV57-41CL', 'TV-IP320PI', 'NVR-3216', 'TH-640D'][at % 4] ?? '',
    firmware: 'v3.5.0804.1003.3.0.27.4.0',
    hardware: 'V06',
    maker: 'IPCamera',
    series: 'ipc',
    channels: 1,
    cards: 1,
  }
}

function endpointOf(at: number) {
  return { address: `10.${20 + Math.floor(at / 62_500)}.${Math.floor(at / 250)}.${1 + (at % 250)}`, port: 80 }
}

function seen(at: number) {
  return { firstSeen: Date.now() - 86_400_000, lastSeen: Date.now() - at }
}
