import { setTimeout as pause } from 'node:timers/promises'
import { abilitiesFor } from '#common/device/capabilities.ts'
import { type DeviceKey, deviceKey, type Endpoint } from '#common/device/device.ts'
import { fail, toAppError } from '#common/errors/appError.ts'
import type { Handlers } from '#common/ipc/contract.ts'
import { requestNames } from '#common/ipc/names.ts'
import { findAgainLimitMs } from '#common/plan/moves.ts'
import { localNetwork } from '#common/catalog/network/localNetwork.ts'
import { createAlarmWatch } from './alarms/alarms.ts'
import { type AddressBatches, createAddressBatches } from './batch/addresses.ts'
import { checkTable } from './batch/check.ts'
import { createComparison } from './bulk/compare.ts'
import { createCopies } from './bulk/copy.ts'
import { createAttemptBudget } from './client/budget.ts'
import { type ClientLimits, createClient } from './client/client.ts'
import { identify } from './client/identify.ts'
import { defaultLimits } from './client/types.ts'
import { learnCapabilities } from './devices/capabilities.ts'
import { measureDevice } from './devices/clockSteps.ts'
import { createListNews } from './devices/listNews.ts'
import { createRegistry } from './devices/registry.ts'
import type { RoadLimits } from './devices/ports.ts'
import { createConsole } from './devices/console.ts'
import { createDeeds } from './devices/deeds.ts'
import { createRoad } from './devices/road.ts'
import { listAdapters } from './discovery/adapters.ts'
import { createDiscovery } from './discovery/discovery.ts'
import { createHandlers } from './handlers.ts'
import { createLive } from './live/live.ts'
import { liveDoor } from './liveDoor.ts'
import type { Sightline, SightlineOptions } from './sightlinePort.ts'
import { createSignIn } from './signIn.ts'
import { batchFile } from './storage/batchFile.ts'
import { modelFiles } from './storage/modelFiles.ts'
import { perspectiveFiles } from './storage/perspectiveFiles.ts'
import { openSite } from './storage/site.ts'
import { wallClock } from './time/wallClock.ts'
import { createWalks } from './walk/walks.ts'
import { createVault } from './vault/vault.ts'

/** Rollovers of a first look at a clock after signing in: enough for the list, 1 s of a device's time. */
const quickRollovers = 1

/** ms for a picture of an event. */
const snapshotLimitMs = 5000

export interface AppLimits extends RoadLimits {
  readonly client?: Partial<ClientLimits>
}

/** A camera that moves is gone for some seconds; one that has not left its address after 15 s stays. Ours. */
const appLimits: AppLimits = { findAgainMs: findAgainLimitMs, stayMs: 15_000 }

/** Puts the application together. Nothing is read or opened before `start`; questions asked earlier wait for it. */
export function createSightline(options: SightlineOptions, limits: AppLimits = appLimits): Sightline {
  let starting: ReturnType<typeof assemble> | undefined
  const parts = () => (starting ??= assemble(options, limits))

  const handlers = Object.fromEntries(
    requestNames.map((name) => [
      name,
      async (...args: readonly unknown[]) => {
        const handler = (await parts()).handlers[name] as (...args: readonly unknown[]) => Promise<unknown>
        return handler(...args)
      },
    ]),
  ) as unknown as Handlers

  return {
    handlers,
    stream: async (request) => (await parts()).live.handle(request),
    async start() {
      await parts()
    },
    async stop() {
      await (await starting)?.stop()
    },
  }
}

async function assemble(
  { host, version, folder, emit, adapters: only, mdnsPort, wsPort, files, vault = createVault() }: SightlineOptions,
  limits: AppLimits,
) {
  const now = wallClock()
  const site = await openSite(folder, { now, onJournal: (entry) => emit('journal.grew', entry), ...(files ? { files } : {}) })
  const budget = createAttemptBudget({ now })
  await vault.start()
  vault.watch((state) => emit('accounts.changed', state))
  const news = createListNews({ find: (key) => registry.find(key), tell: (change) => emit('devices.changed', change) })
  const adapters = () => listAdapters(only)
  const ask = (endpoint: Endpoint, signal?: AbortSignal) =>
    identify(endpoint, { ...(signal ? { signal } : {}), judge: (shown) => registry.judge(endpoint, shown) })

  const registry = await createRegistry({
    site,
    now,
    identify: ask,
    connect: (endpoint, key) =>
      createClient(endpoint, {
        key,
        budget,
        now,
        judge: (shown) => registry.judge(endpoint, shown, key),
        isShared: () => registry.isShared(key),
        onRead: (request, oddities) => registry.answered(key, request, oddities),
        ...(limits.client ? { limits: limits.client } : {}),
      }),
    onChanged: news.note,
  })
  const discovery = createDiscovery({
    identify: ask,
    listAdapters: adapters,
    ...(mdnsPort === undefined ? {} : { mdnsPort }),
    ...(wsPort === undefined ? {} : { wsPort }),
    known: () => registry.list(),
    onSighting: registry.seen,
    onPresence: registry.presence,
    onChanged: (state) => emit('search.changed', state),
  })
  const road = createRoad({
    site,
    limits,
    open: registry.open,
    list: registry.list,
    adapters,
    identify: ask,
    seenAt: registry.seenAt,
    searchAll: () => discovery.start(),
    moved: registry.moved,
    renamed: registry.renamed,
    seen: (identity, endpoint) => registry.seen({ identity, endpoint, foundBy: 'remembered' }),
    abilities: (key, fields, target) => abilitiesFor(capabilities.of(key), fields, target),
    attemptsLeft: (key) => budget.attemptsLeft(key),
    progressed(progress) {
      if (progress.error) registry.troubled(progress.device, progress.error)
      emit('jobs.progressed', progress)
      batches.progressed(progress)
    },
    unfinishedChanged: (plans) => emit('plans.unfinishedChanged', plans),
    clockMeasured: registry.clockMeasured,
    now,
    sleep,
  })
  const live = createLive(liveDoor(registry), { onChanged: (state) => emit('live.changed', state), now })
  const capabilities = await learnCapabilities({
    registry,
    files: modelFiles(folder, files),
    connections: limits.client?.connections ?? defaultLimits.connections,
    changed: (known) => emit('capabilities.changed', known),
    askingChanged: (asking) => emit('capabilities.askingChanged', asking),
  })
  const alarms = createAlarmWatch({
    registry,
    heard(lines) {
      emit('alarms.heard', lines)
      walks.heard(lines)
    },
    earsChanged(ears) {
      emit('alarms.earsChanged', ears)
      if (walks.state()) emit('walk.changed', walks.state())
    },
    now,
    sleep,
  })
  const door = liveDoor(registry)
  const takePicture = (deviceId: DeviceKey, channel: number) =>
    door.takeSnapshot({ deviceId, channel, stream: 1 }, AbortSignal.timeout(snapshotLimitMs))
  const perspectives = perspectiveFiles(folder, files)
  const walks = createWalks({
    site,
    perspective: perspectives.read,
    open: registry.open,
    alarms: { attend: (key) => alarms.attend(key), state: () => alarms.state() },
    capabilities: capabilities.of,
    takeSnapshot: takePicture,
    changed: (state) => emit('walk.changed', state),
    now,
    sleep,
  })
  const comparison = createComparison({ registry, capabilities, compared: (progress) => emit('bulk.compareChanged', progress) })
  const copies = createCopies({ registry, road, changed: (progress) => emit('bulk.changed', progress), now })
  const signIn = createSignIn({
    registry,
    journal: site.journal,
    vault,
    onSignedIn(key) {
      lookAtClock(key)
      void capabilities.look(key)
      alarms.signedIn(key)
    },
  })

  const batches: AddressBatches = await createAddressBatches({
    file: batchFile(folder, files),
    findAgainMs: limits.findAgainMs,
    road,
    find: registry.find,
    identify: ask,
    seen: (identity, endpoint) => registry.seen({ identity, endpoint, foundBy: 'remembered' }),
    signIn: async (key, account) => (await signIn.many([key], account))[0] ?? { device: key },
    setFirstPassword: signIn.firstPassword,
    readCards: async (key) => (await registry.open(key).client.get(localNetwork)).value,
    changed: (progress) => emit('batches.changed', progress),
    now,
    sleep,
  })

  void road.lookForMoved()

  /** A first look at the clock, for the list. A device that will not tell is no failure of the sign-in. */
  function lookAtClock(key: DeviceKey): void {
    measureDevice(registry.open(key).client, { now, sleep }, AbortSignal.timeout(10_000), quickRollovers).then(
      ({ offsetSeconds }) => registry.clockMeasured(key, offsetSeconds),
      (thrown: unknown) => registry.troubled(key, toAppError(thrown)),
    )
  }

  async function addByHand(endpoint: Endpoint) {
    const { identity } = await discovery.addByHand(endpoint)
    return (
      registry.list().find((device) => device.key === deviceKey(identity)) ?? fail({ kind: 'unknownDevice', address: endpoint.address })
    )
  }

  return {
    live,
    handlers: createHandlers({
      facts: () => ({ version, host, site: { name: site.name, folder: site.folder }, adapters: [...adapters()] }),
      site,
      registry,
      discovery,
      signIn,
      vault,
      road,
      deeds: createDeeds({ registry, journal: site.journal, road, now }),
      requestConsole: createConsole({ registry, journal: site.journal, road }),
      capabilities,
      alarms,
      walks,
      batches,
      comparison,
      copies,
      checkTable: (table) => checkTable(table, { list: registry.list, adapters, identify: ask }),
      live,
      takePicture,
      perspectives,
      addByHand,
      now,
      sleep,
    }),
    async stop() {
      await walks.end()
      comparison.stop()
      copies.stop()
      await discovery.close()
      live.stop()
      await Promise.all([alarms.close(), batches.close(), capabilities.close(), road.stop()])
      news.cancel()
      await registry.close()
    },
  }
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal })
}
