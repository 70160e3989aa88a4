import { ntpTest } from '#common/catalog/time/ntp.ts'
import { findSetting } from '#common/catalog/index.ts'
import { AppFailure, fail, toAppError } from '#common/errors/appError.ts'
import type { AppFacts, Handlers } from '#common/ipc/contract.ts'
import type { DeviceKey, DeviceSummary, Endpoint } from '#common/device/device.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { readQuery } from '#common/schema/setting.ts'
import { veil, veilText } from '#common/schema/veil.ts'
import { formatQuery } from '#common/wire/pairs.ts'
import type { AddressTable, RowFindings } from '#common/batch/addresses.ts'
import type { AlarmWatch } from './alarms/alarms.ts'
import type { AddressBatches } from './batch/addresses.ts'
import type { Comparison } from './bulk/compare.ts'
import type { Copies } from './bulk/copy.ts'
import type { Discovery } from './discovery/discovery.ts'
import { measureDevice } from './devices/clockSteps.ts'
import type { LearntCapabilities } from './devices/capabilities.ts'
import type { Console } from './devices/console.ts'
import type { Deeds } from './devices/deeds.ts'
import type { Registry } from './devices/registry.ts'
import type { Road } from './devices/road.ts'
import type { Live } from './live/live.ts'
import type { SignIn } from './signIn.ts'
import type { PerspectiveFiles } from './storage/perspectiveFiles.ts'
import type { Site } from './storage/site.ts'
import type { Vault } from './vault/vault.ts'
import type { Walks } from './walk/walks.ts'

export interface HandlerParts {
  readonly facts: () => AppFacts
  readonly site: Site
  readonly registry: Registry
  readonly discovery: Discovery
  readonly signIn: SignIn
  readonly vault: Vault
  readonly road: Road
  readonly deeds: Deeds
  readonly requestConsole: Console
  readonly capabilities: LearntCapabilities
  readonly alarms: AlarmWatch
  readonly walks: Walks
  readonly batches: AddressBatches
  readonly comparison: Comparison
  readonly copies: Copies
  readonly checkTable: (table: AddressTable) => Promise<readonly RowFindings[]>
  readonly live: Live
  readonly takePicture: (key: DeviceKey, channel: number) => Promise<Uint8Array>
  readonly perspectives: PerspectiveFiles
  readonly addByHand: (endpoint: Endpoint) => Promise<DeviceSummary>
  readonly now: () => number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/** The last of so many writes are offered to be taken back. */
const backupsShown = 50

/** A measurement ends by itself; the person may also leave before. */
const measureLimitMs = 30_000

/** Every request of the contract, answered by the part that knows. No rule lives here. */
export function createHandlers({
  facts,
  site,
  registry,
  deeds,
  requestConsole,
  discovery,
  signIn,
  vault,
  road,
  capabilities,
  alarms,
  walks,
  batches,
  comparison,
  copies,
  checkTable,
  live,
  takePicture,
  perspectives,
  addByHand,
  now,
  sleep,
}: HandlerParts): Handlers {
  /** A device that no longer takes the account is shown as such, whoever noticed. */
  async function asking<T>(key: DeviceKey, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (thrown) {
      registry.troubled(key, toAppError(thrown))
      throw thrown
    }
  }

  return {
    'app.facts': async () => facts(),
    'devices.list': async () => [...registry.list()],
    'devices.forget': async (key) => {
      // What is locked cannot be taken apart; all of it can be removed at any time.
      await vault.forget([key]).catch(() => undefined)
      alarms.left(key)
      return done(await registry.forget(key))
    },
    'search.start': async () => done(discovery.start()),
    'search.sweep': async (range) => ({ sweep: discovery.sweep(range).id }),
    'search.stopSweep': async (id) => done(discovery.stopSweep(id)),
    'search.stop': async () => done(discovery.stop()),
    'search.state': async () => discovery.state(),
    'search.addByHand': addByHand,
    'signIn.many': async (keys, account) => signIn.many(keys, account),
    'signIn.firstPassword': async (key, account) => signIn.firstPassword(key, account),
    'signIn.remembered': async (keys) => signIn.remembered(keys),
    'signIn.out': async (key) => {
      alarms.left(key)
      return done(signIn.out(key))
    },
    'accounts.state': async () => vault.state(),
    'accounts.unlock': async (passphrase) => done(await vault.unlock(passphrase)),
    'accounts.lock': async () => done(await vault.lock()),
    'accounts.keepInFile': async (passphrase) => done(await vault.keepInFile(passphrase)),
    'accounts.keepInMemory': async () => done(await vault.keepInMemory()),
    'accounts.forget': async (keys) => done(await vault.forget(keys ?? 'all')),
    'certificates.accept': async (endpoint, shown, key) => done(registry.accept(endpoint, shown, key ?? undefined)),
    'settings.read': async (key, id, target) => {
      const setting = findSetting(id) ?? fail({ kind: 'bug', message: `no setting ${id}` })
      const { client, identity } = registry.open(key)
      const { value, unknown, raw, tookMs } = await asking(key, () => client.get(setting, target)).catch((thrown: unknown) => {
        capabilities.noteFailed(key, id, toAppError(thrown))
        throw thrown
      })
      capabilities.noteRead(key, id, target, erase(value))
      const { fields, request } = setting
      const asked = `GET /cgi-bin/${request.cgiOf?.[identity.series] ?? request.cgi}.cgi?${formatQuery(readQuery(setting, target))}`
      return { setting: id, value: veil(fields, erase(value)), unknown, raw: veilText(fields, raw), asked, readAt: now(), tookMs }
    },
    'capabilities.of': async (key) => capabilities.of(key),
    'capabilities.ask': async (key) => done(await capabilities.ask(key)),
    'capabilities.stop': async (key) => done(capabilities.stop(key)),
    'capabilities.asking': async () => capabilities.asking(),
    'actions.run': async (key, id, target, args) => asking(key, () => deeds.run(key, id, target, args as AnyValues)),
    'console.send': async (key, text) => asking(key, () => requestConsole.send(key, text)),
    'alarms.listen': async (keys) => {
      alarms.listen(keys ?? 'all')
      return alarms.state()
    },
    'alarms.state': async () => alarms.state(),
    'plans.check': async (plan) => road.check(plan),
    'plans.run': async (plan) => road.run(plan),
    'plans.unfinished': async () => road.unfinished(),
    'plans.standing': async (job) => road.standing(job),
    'plans.resume': async (job, otherwise) => road.resume(job, otherwise),
    'plans.undo': async (job, otherwise) => road.undo(job, otherwise),
    'plans.leave': async (job) => done(await road.leave(job)),
    'batches.check': checkTable,
    'batches.start': async (table, account) => batches.start(table, account),
    'batches.state': async () => batches.state(),
    'batches.pause': async (paused) => done(batches.pause(paused)),
    'batches.stop': async () => done(batches.stop()),
    'batches.again': async (key) => done(batches.again(key)),
    'batches.add': async (row) => done(batches.add(row)),
    'batches.goOn': async (account) => {
      void batches.goOn(account)
      return null
    },
    'batches.leave': async () => done(await batches.leave()),
    'bulk.compare': async (request) => comparison.start(request),
    'bulk.compared': async () => comparison.state(),
    'bulk.stopCompare': async () => done(comparison.stop()),
    'bulk.check': async (request) => copies.check(request),
    'bulk.name': async (request) => copies.name(request),
    'bulk.write': async () => done(copies.write()),
    'bulk.stop': async () => done(copies.stop()),
    'bulk.state': async () => copies.state(),
    'jobs.list': async () => road.list(),
    'jobs.cancel': async (job) => done(road.cancel(job)),
    'jobs.lookAgain': async (job, how) => done(road.lookAgain(job, how)),
    'walk.start': async (key, channel, earlier) => done(await asking(key, () => walks.start(key, channel, earlier ?? undefined))),
    'walk.go': async (line, countdown, window) => done(walks.go(line, countdown, window)),
    'walk.halt': async () => done(walks.halt()),
    'walk.judge': async (line, passed, text) => done(await walks.judge(line, passed, text)),
    'walk.end': async () => done(await walks.end()),
    'walk.state': async () => walks.state(),
    'backups.list': async (key) => site.backups(key, backupsShown),
    'walk.results': async (key) => walks.results(key),
    'walk.picture': async (file) => {
      const bytes = await site.readPicture(file)
      return bytes ? Buffer.from(bytes).toString('base64') : null
    },
    'pictures.take': async (key, channel) => Buffer.from(await asking(key, () => takePicture(key, channel))).toString('base64'),
    'drafts.read': async (key, name) => (await site.readDraft(key, name)) ?? null,
    'drafts.keep': async (key, name, draft) => done(await site.keepDraft(key, name, draft ?? undefined)),
    'time.measure': async (key) => {
      const { client } = registry.open(key)
      const measured = await asking(key, () => measureDevice(client, { now, sleep }, AbortSignal.timeout(measureLimitMs)))
      registry.clockMeasured(key, measured.offsetSeconds)
      return measured
    },
    'time.testServer': async (key) => {
      try {
        const { text } = await asking(key, () => registry.open(key).client.act(ntpTest, {}, {}))
        return { reached: /success/i.test(text), answer: text }
      } catch (thrown) {
        // Printed for the lite series only (manual 2.6.11.2.3): others say that they do not know it, which is an answer too.
        if (thrown instanceof AppFailure && (thrown.error.kind === 'http' || thrown.error.kind === 'device'))
          return { reached: false, answer: 'notSupported' }
        throw thrown
      }
    },
    'live.open': async (key, what) => live.open(key, what),
    'live.close': async (viewing) => done(live.close(viewing)),
    'live.state': async (viewing) => live.state(viewing),
    'perspective.read': async (key, channel) => (await perspectives.read(key, channel)) ?? null,
    'perspective.keep': async (key, perspective) => done(await perspectives.keep(key, perspective)),
    'journal.list': async (key) => site.journal.list(key ?? undefined),
  }
}

function done(_nothing: void): null {
  return null
}
