import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DeviceIdentity, deviceKey, type Endpoint } from '#common/device/device.ts'
import { type AppError, fail } from '#common/errors/appError.ts'
import type { DeviceClient } from '#node/client/client.ts'
import type { Presence } from '#node/devices/entry.ts'
import { createRegistry, type Registry } from '#node/devices/registry.ts'
import { openSite, type Site } from '#node/storage/site.ts'

const identity: DeviceIdentity = {
  deviceId: '159356',
  mac: '00:1C:27:15:93:56',
  name: 'Gate & yard',
  model: 'IPV57',
  firmware: 'v3',
  hardware: 'V06',
  maker: 'IPCamera',
  series: 'ipc',
  channels: 1,
  cards: 1,
}
const key = deviceKey(identity)
const home: Endpoint = { address: '127.40.0.1', port: 80 }
const elsewhere: Endpoint = { address: '127.40.0.2', port: 80 }

const present: Presence = { gone: false, sameAddress: false, otherSubnet: false }
const locked: AppError = { kind: 'locked', waitMs: 60_000 }
const wrongPassword: AppError = { kind: 'signIn', why: 'wrongPassword', attemptsLeft: 1 }
const needsPassword: AppError = { kind: 'device', code: -528, name: 'needsFirstPassword', remedy: 'firstPassword' }

const started: Registry[] = []
let site: Site
let folder: string
let now = 1_000_000
/** Where the client was sent, in order. */
let sentTo: Endpoint[] = []
/** Who answers where. */
let answers: ReadonlyMap<string, DeviceIdentity> = new Map()

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-registry-'))
  site = await openSite(folder)
  now = 1_000_000
  sentTo = []
  answers = new Map()
})

afterEach(async () => {
  await Promise.all(started.splice(0).map((registry) => registry.close()))
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<Registry> {
  const registry = await createRegistry({
    site,
    now: () => now,
    onChanged: () => undefined,
    identify: async (endpoint) => answers.get(endpoint.address) ?? fail({ kind: 'unreachable', why: 'timeout' }),
    connect: () =>
      ({ moveTo: (to: Endpoint) => void sentTo.push(to), close: () => Promise.resolve() }) as Partial<DeviceClient> as DeviceClient,
  })
  started.push(registry)
  return registry
}

async function seenAtHome(): Promise<Registry> {
  const registry = await start()
  registry.seen({ identity, endpoint: home, foundBy: 'bonjour' })
  return registry
}

async function signedIn(): Promise<Registry> {
  const registry = await seenAtHome()
  registry.open(key)
  registry.signedIn(key, 'admin')
  return registry
}

/** Resolves when what was set off without being awaited is done. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

describe('the one word for a device', () => {
  /** Everything that may be said of it at once, the word that wins first. */
  const trouble: readonly (readonly [string, (registry: Registry) => void])[] = [
    ['ready', (registry) => registry.signedIn(key, 'admin')],
    ['clockOff', (registry) => registry.clockMeasured(key, -1.2)],
    ['refused', (registry) => registry.refused(key, wrongPassword)],
    ['firstPassword', (registry) => registry.refused(key, needsPassword)],
    ['locked', (registry) => registry.refused(key, locked)],
    ['otherSubnet', (registry) => registry.presence(key, { ...present, otherSubnet: true })],
    ['sameAddress', (registry) => registry.presence(key, { ...present, otherSubnet: true, sameAddress: true })],
    ['gone', (registry) => registry.presence(key, { gone: true, otherSubnet: true, sameAddress: true })],
  ]

  it('is found for one that was only seen', async () => {
    expect((await seenAtHome()).list()[0]?.state).toBe('found')
  })

  it.each(trouble.map(([word], index) => [word, index] as const))('is %s, whatever milder holds besides', async (word, index) => {
    const registry = await seenAtHome()
    for (const [, happen] of trouble.slice(0, index + 1)) happen(registry)
    expect(registry.list()[0]?.state).toBe(word)
  })

  it('is ready for a clock that is a second off at most', async () => {
    const registry = await signedIn()
    registry.clockMeasured(key, 1)
    expect(registry.list()[0]?.state).toBe('ready')
  })

  it('is locked until the wait is over, then refused: a person may try again', async () => {
    const registry = await signedIn()
    registry.refused(key, locked)
    expect(registry.list()[0]).toMatchObject({ state: 'locked', waitUntil: now + 60_000 })
    now += 60_000
    expect(registry.list()[0]?.state).toBe('refused')
  })

  it('is refused once a request finds that the account is no longer taken', async () => {
    const registry = await signedIn()
    registry.troubled(key, wrongPassword)
    expect(registry.list()[0]?.state).toBe('refused')
    expect(registry.list()[0]?.signedInAs).toBeUndefined()
  })

  it.each([{ kind: 'unreachable', why: 'reset' } as const, { kind: 'http', status: 404 } as const])(
    'is not changed by $kind of a request',
    async (error) => {
      const registry = await signedIn()
      registry.troubled(key, error)
      expect(registry.list()[0]).toMatchObject({ state: 'ready', signedInAs: 'admin' })
    },
  )

  it('is not refused for a device nobody has signed in to', async () => {
    const registry = await seenAtHome()
    registry.troubled(key, { kind: 'signIn', why: 'needed', attemptsLeft: 2 })
    expect(registry.list()[0]?.state).toBe('found')
  })
})

describe('a device of an earlier visit', () => {
  beforeEach(() => site.remember(key, { identity, endpoint: home, firstSeen: 1, lastSeen: 500 }))

  it('is on the list from the start, gone since it was last seen', async () => {
    expect((await start()).list()).toEqual([
      { key, identity, endpoint: home, foundBy: ['remembered'], state: 'gone', lastSeen: 500, goneSince: 500 },
    ])
  })

  it('is back when it is seen, in the same row', async () => {
    const registry = await start()
    registry.seen({ identity, endpoint: elsewhere, foundBy: 'bonjour' })
    const [row] = registry.list()
    expect(registry.list()).toHaveLength(1)
    expect(row).toMatchObject({ key, endpoint: elsewhere, state: 'found', foundBy: ['remembered', 'bonjour'] })
    expect(row?.goneSince).toBeUndefined()
  })

  it('is not believed to be where only an announcement has it', async () => {
    const registry = await start()
    registry.seen({ identity, endpoint: elsewhere, foundBy: 'bonjour', claimed: true })
    expect(registry.list()[0]).toMatchObject({ endpoint: home, state: 'gone' })
  })
})

describe('a device that was moved', () => {
  it('keeps row, account and client, and the move is noted', async () => {
    const registry = await signedIn()
    const { client } = registry.open(key)
    await registry.moved(key, elsewhere, identity)
    expect(registry.open(key)).toEqual({ identity, endpoint: elsewhere, client })
    expect(sentTo).toEqual([elsewhere])
    expect(registry.list()).toMatchObject([{ key, endpoint: elsewhere, signedInAs: 'admin', state: 'ready' }])
    expect(site.journal.list(key)).toMatchObject([{ note: 'addressChanged', facts: { from: '127.40.0.1:80', to: '127.40.0.2:80' } }])
  })
})

describe('a device that is seen at another address', () => {
  it('is followed at once when nobody is signed in', async () => {
    const registry = await seenAtHome()
    registry.open(key)
    registry.seen({ identity, endpoint: elsewhere, foundBy: 'sweep' })
    expect([registry.list()[0]?.endpoint, sentTo]).toEqual([elsewhere, [elsewhere]])
  })

  it('while we are signed in is followed once the old address is silent', async () => {
    const registry = await signedIn()
    registry.seen({ identity, endpoint: elsewhere, foundBy: 'bonjour' })
    expect(registry.list()[0]?.endpoint).toEqual(home)
    await settled()
    expect([registry.list()[0]?.endpoint, sentTo]).toEqual([elsewhere, [elsewhere]])
    expect(registry.list()[0]?.signedInAs).toBe('admin')
  })

  it('while we are signed in is followed when another device has its old address', async () => {
    answers = new Map([[home.address, { ...identity, mac: '00:1C:27:00:00:07' }]])
    const registry = await signedIn()
    registry.seen({ identity, endpoint: elsewhere, foundBy: 'bonjour' })
    await settled()
    expect(sentTo).toEqual([elsewhere])
  })

  it('and still answers at the old one keeps its client there', async () => {
    answers = new Map([[home.address, identity]])
    const registry = await signedIn()
    registry.seen({ identity, endpoint: elsewhere, foundBy: 'bonjour' })
    await settled()
    expect([registry.list()[0]?.endpoint, sentTo, registry.seenAt(key)]).toEqual([home, [], elsewhere])
  })

  it('and is forgotten meanwhile stays forgotten', async () => {
    const registry = await signedIn()
    registry.seen({ identity, endpoint: elsewhere, foundBy: 'bonjour' })
    await registry.forget(key)
    await settled()
    expect([registry.list(), sentTo]).toEqual([[], []])
  })
})

describe('a device that is forgotten', () => {
  it('is not there at the next visit, though it was heard of a moment before', async () => {
    const registry = await seenAtHome()
    registry.seen({ identity, endpoint: elsewhere, foundBy: 'sweep' })
    await registry.forget(key)
    await registry.close()
    expect((await site.remembered()).size).toBe(0)
    expect((await start()).list()).toEqual([])
  })

  it('is new when it is heard again', async () => {
    const registry = await seenAtHome()
    await registry.forget(key)
    registry.seen({ identity, endpoint: home, foundBy: 'bonjour' })
    await registry.close()
    expect((await site.remembered()).has(key)).toBe(true)
  })
})

describe('a device that was announced only', () => {
  it('is listed, and remembered once it has said itself who it is', async () => {
    const registry = await start()
    registry.seen({ identity, endpoint: home, foundBy: 'bonjour', claimed: true })
    await registry.close()
    expect([registry.list().length, (await site.remembered()).size]).toEqual([1, 0])
    registry.seen({ identity, endpoint: home, foundBy: 'bonjour' })
    await registry.close()
    expect((await site.remembered()).has(key)).toBe(true)
  })
})

describe('closing', () => {
  it('leaves what was seen last on the disk, for the next visit', async () => {
    const registry = await seenAtHome()
    registry.seen({ identity, endpoint: elsewhere, foundBy: 'sweep' })
    await registry.close()
    expect((await site.remembered()).get(key)).toMatchObject({ identity, endpoint: elsewhere })
  })
})
