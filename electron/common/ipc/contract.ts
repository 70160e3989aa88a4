import { z } from 'zod'
import { type AccountsState, NewPassphrase, Passphrase, TypedAccount } from '../accounts/accounts.ts'
import type { ConsoleReply } from '../console/reply.ts'
import { longestTyped } from '../console/typed.ts'
import type { AlarmLine, AlarmState, Ear } from '../alarm/alarm.ts'
import { AddressRow, AddressTable, type BatchProgress, type RowFindings } from '../batch/addresses.ts'
import { type CompareProgress, CompareRequest, type CopyProgress, CopyRequest, NamesRequest } from '../bulk/bulk.ts'
import type { Asking, Capabilities } from '../device/capabilities.ts'
import { Certificate } from '../device/certificate.ts'
import { DeviceKey, DeviceSummary, Endpoint } from '../device/device.ts'
import type { DeviceListChange } from '../device/listChange.ts'
import { Adapter, SearchState, SweepRange } from '../discovery/search.ts'
import type { AppError } from '../errors/appError.ts'
import type { JournalEntry } from '../journal/journal.ts'
import type { Backup } from '../plan/backup.ts'
import type { WalkResult, WalkState } from '../walk/walk.ts'
import type { LiveState } from '../live/liveState.ts'
import { Perspective } from '../perspective/kept.ts'
import { type Finding, type JobProgress, Plan, TargetSchema } from '../plan/plan.ts'
import type { PlanStanding, UnfinishedPlan } from '../plan/standing.ts'
import type { ClockMeasurement } from '../time/measurement.ts'
import type { Pair } from '../wire/pairs.ts'
import type { EventName, RequestName } from './names.ts'

export type { EventName, RequestName } from './names.ts'

/** A result that only our own host makes; it is typed, not checked again. */
function made<T>() {
  return z.custom<T>()
}

/** A setting as it was read just now. */
export interface SettingSnapshot {
  readonly setting: string
  readonly value: Readonly<Record<string, unknown>>
  /** Pairs of the reply no field claims. */
  readonly unknown: readonly Pair[]
  /** The reply as the device sent it, and the request but for the account; secrets are dots in both, and empty in the value. */
  readonly raw: string
  readonly asked: string
  readonly readAt: number
  /** ms until the answer began. */
  readonly tookMs: number
}

/** What came of an action. */
export interface DeedResult {
  /** What the device says besides OK. */
  readonly text: string
  /** False where the device went away with the request, as one does that restarts. */
  readonly answered: boolean
  /** What it was asked for, secrets left empty. */
  readonly value?: Readonly<Record<string, unknown>>
  readonly tookMs: number
}

/** How one device answered a sign-in; a refusal is a value, not a failure of the request. */
export interface SignInOutcome {
  readonly device: DeviceKey
  readonly error?: AppError
  /** The device took the account, and this is why it is not remembered all the same. */
  readonly notRemembered?: AppError
}

/** What the program is and where it runs. */
export const AppFacts = z.object({
  version: z.string(),
  host: z.enum(['electron', 'web']),
  site: z.object({ name: z.string(), folder: z.string() }),
  adapters: z.array(Adapter),
})
export type AppFacts = z.infer<typeof AppFacts>

/** What to do about values that somebody changed since: refuse, leave them as they are, or write over them. */
const Otherwise = z.enum(['refuse', 'keep', 'overwrite'])

/** Of which wizard a draft is. */
const DraftName = z.enum(['analysis', 'texts'])

const DeviceKeys = z.array(DeviceKey).min(1).max(10_000)

/** Every question the renderer may ask, with the shape of its arguments, checked on arrival. */
export const requests = {
  'app.facts': { args: z.tuple([]), result: AppFacts },
  'devices.list': { args: z.tuple([]), result: z.array(DeviceSummary) },
  'devices.forget': { args: z.tuple([DeviceKey]), result: z.null() },
  'search.start': { args: z.tuple([]), result: z.null() },
  /** Begins it; how far it is comes with `search.changed`. */
  'search.sweep': { args: z.tuple([SweepRange]), result: z.object({ sweep: z.string() }) },
  'search.stopSweep': { args: z.tuple([z.string()]), result: z.null() },
  'search.stop': { args: z.tuple([]), result: z.null() },
  'search.state': { args: z.tuple([]), result: SearchState },
  'search.addByHand': { args: z.tuple([Endpoint]), result: DeviceSummary },
  'signIn.many': { args: z.tuple([DeviceKeys, TypedAccount]), result: made<readonly SignInOutcome[]>() },
  'signIn.firstPassword': { args: z.tuple([DeviceKey, TypedAccount]), result: made<SignInOutcome>() },
  /** One try with the account each of them is remembered with. */
  'signIn.remembered': { args: z.tuple([DeviceKeys]), result: made<readonly SignInOutcome[]>() },
  'signIn.out': { args: z.tuple([DeviceKey]), result: z.null() },
  'accounts.state': { args: z.tuple([]), result: made<AccountsState>() },
  'accounts.unlock': { args: z.tuple([Passphrase]), result: z.null() },
  'accounts.lock': { args: z.tuple([]), result: z.null() },
  /** Makes the file, or gives it another passphrase. */
  'accounts.keepInFile': { args: z.tuple([NewPassphrase]), result: z.null() },
  'accounts.keepInMemory': { args: z.tuple([]), result: z.null() },
  /** Of these devices, or all there are and the file with them. */
  'accounts.forget': { args: z.tuple([DeviceKeys.nullable()]), result: z.null() },
  /** A person accepts what is shown at a place; with a key, in place of the one this device had. */
  'certificates.accept': { args: z.tuple([Endpoint, Certificate, DeviceKey.nullable()]), result: z.null() },
  'settings.read': { args: z.tuple([DeviceKey, z.string(), TargetSchema]), result: made<SettingSnapshot>() },
  /** What is known of such a device: of its model and firmware. */
  'capabilities.of': { args: z.tuple([DeviceKey]), result: made<Capabilities>() },
  /** Asks it for everything nobody has asked such a device for; answers when that is over. */
  'capabilities.ask': { args: z.tuple([DeviceKey]), result: z.null() },
  'capabilities.stop': { args: z.tuple([DeviceKey]), result: z.null() },
  'capabilities.asking': { args: z.tuple([]), result: made<readonly Asking[]>() },
  /** Does an action of the catalog, once; by its id, with its arguments. */
  'actions.run': {
    args: z.tuple([DeviceKey, z.string(), TargetSchema, z.record(z.string(), z.unknown())]),
    result: made<DeedResult>(),
  },
  /** Sends a request as it was typed, once. */
  'console.send': { args: z.tuple([DeviceKey, z.string().max(longestTyped)]), result: made<ConsoleReply>() },
  /** Listens to these and no others; null: to everyone who is signed in, now and later. Answers with what was heard so far. */
  'alarms.listen': { args: z.tuple([z.array(DeviceKey).max(10_000).nullable()]), result: made<AlarmState>() },
  'alarms.state': { args: z.tuple([]), result: made<AlarmState>() },
  'plans.check': { args: z.tuple([Plan]), result: made<readonly Finding[]>() },
  'plans.run': { args: z.tuple([Plan]), result: z.object({ job: z.string() }) },
  'plans.unfinished': { args: z.tuple([]), result: made<readonly UnfinishedPlan[]>() },
  /** A plan of the journal held against its device; by the job it had. */
  'plans.standing': { args: z.tuple([z.string()]), result: made<PlanStanding>() },
  'plans.resume': { args: z.tuple([z.string(), Otherwise]), result: z.object({ job: z.string() }) },
  /** Starts a plan that takes another back. */
  'plans.undo': { args: z.tuple([z.string(), Otherwise]), result: z.object({ job: z.string() }) },
  /** Leaves a plan that was cut short as it is, with a note. */
  'plans.leave': { args: z.tuple([z.string()]), result: z.null() },
  /** Holds a table of addresses against itself, the list and the network; writes nothing. */
  'batches.check': { args: z.tuple([AddressTable]), result: made<readonly RowFindings[]>() },
  'batches.start': { args: z.tuple([AddressTable, TypedAccount]), result: z.object({ batch: z.string() }) },
  'batches.state': { args: z.tuple([]), result: made<BatchProgress | null>() },
  'batches.pause': { args: z.tuple([z.boolean()]), result: z.null() },
  'batches.stop': { args: z.tuple([]), result: z.null() },
  'batches.again': { args: z.tuple([DeviceKey]), result: z.null() },
  'batches.add': { args: z.tuple([AddressRow]), result: z.null() },
  /** After a stop or a crash, with the account anew: it is kept nowhere. */
  'batches.goOn': { args: z.tuple([TypedAccount]), result: z.null() },
  'batches.leave': { args: z.tuple([]), result: z.null() },
  /** Reads the same settings of many devices; answers come with `bulk.compareChanged`. */
  'bulk.compare': { args: z.tuple([CompareRequest]), result: z.object({ compare: z.string() }) },
  /** The latest comparison with all its answers. */
  'bulk.compared': { args: z.tuple([]), result: made<CompareProgress | null>() },
  'bulk.stopCompare': { args: z.tuple([]), result: z.null() },
  /** Reads and checks what a copy would do to each device; writes nothing. */
  'bulk.check': { args: z.tuple([CopyRequest]), result: z.object({ copy: z.string() }) },
  /** The same for names; what follows is the same, too. */
  'bulk.name': { args: z.tuple([NamesRequest]), result: z.object({ copy: z.string() }) },
  'bulk.write': { args: z.tuple([]), result: z.null() },
  'bulk.stop': { args: z.tuple([]), result: z.null() },
  'bulk.state': { args: z.tuple([]), result: made<CopyProgress | null>() },
  'jobs.list': { args: z.tuple([]), result: made<readonly JobProgress[]>() },
  'jobs.cancel': { args: z.tuple([z.string()]), result: z.null() },
  /** Goes on looking for a device that did not come back: waits on, asks the old address, searches all, or an address by hand. */
  'jobs.lookAgain': {
    args: z.tuple([z.string(), z.union([z.enum(['waitOn', 'tryOldAddress', 'searchAll']), Endpoint])]),
    result: z.null(),
  },
  /** Reads the rules of a channel and begins to listen; ends one that runs. */
  /** Device, channel, and when the test began that is gone on with, or null. */
  'walk.start': { args: z.tuple([DeviceKey, z.number().int().min(1), z.number().nullable()]), result: z.null() },
  /** Line, s to get there, s to be seen. */
  'walk.go': { args: z.tuple([z.string(), z.number().int().min(0).max(600), z.number().int().min(1).max(3600)]), result: z.null() },
  'walk.halt': { args: z.tuple([]), result: z.null() },
  'walk.judge': { args: z.tuple([z.string(), z.boolean().nullable(), z.string().max(2000)]), result: z.null() },
  'walk.end': { args: z.tuple([]), result: z.null() },
  'walk.state': { args: z.tuple([]), result: made<WalkState | null>() },
  /** What a device had before its last writes, newest first; nothing secret is in it. */
  'backups.list': { args: z.tuple([DeviceKey]), result: made<readonly Backup[]>() },
  'walk.results': { args: z.tuple([DeviceKey]), result: made<readonly WalkResult[]>() },
  /** A JPEG of the site folder in base64; null where it is gone. */
  'walk.picture': { args: z.tuple([z.string()]), result: z.string().nullable() },
  /** A picture of a channel's main stream as the device gives it at this moment: a JPEG in base64. */
  'pictures.take': { args: z.tuple([DeviceKey, z.number().int().min(1)]), result: z.string() },
  /** What a person was about to write to a device and has not; null where there is nothing. */
  'drafts.read': { args: z.tuple([DeviceKey, DraftName]), result: z.record(z.string(), z.unknown()).nullable() },
  /** Null: it is written, or was dropped. */
  'drafts.keep': { args: z.tuple([DeviceKey, DraftName, z.record(z.string(), z.unknown()).nullable()]), result: z.null() },
  'time.measure': { args: z.tuple([DeviceKey]), result: made<ClockMeasurement>() },
  'time.testServer': { args: z.tuple([DeviceKey]), result: z.object({ reached: z.boolean(), answer: z.string() }) },
  'live.open': {
    args: z.tuple([DeviceKey, z.object({ channel: z.number().int(), stream: z.number().int() })]),
    result: z.object({ viewing: z.string() }),
  },
  'live.close': { args: z.tuple([z.string()]), result: z.null() },
  'live.state': { args: z.tuple([z.string()]), result: made<LiveState>() },
  /** What was marked on the picture of a channel; null where nothing was. */
  'perspective.read': { args: z.tuple([DeviceKey, z.number().int().min(1).max(1024)]), result: made<Perspective | null>() },
  'perspective.keep': { args: z.tuple([DeviceKey, Perspective]), result: z.null() },
  'journal.list': { args: z.tuple([DeviceKey.nullable()]), result: made<readonly JournalEntry[]>() },
} as const satisfies Record<RequestName, { args: z.core.$ZodTuple; result: z.core.$ZodType }>

/** Everything the host tells without being asked. */
export interface Events {
  readonly 'devices.changed': DeviceListChange
  readonly 'search.changed': SearchState
  readonly 'jobs.progressed': JobProgress
  readonly 'plans.unfinishedChanged': readonly UnfinishedPlan[]
  readonly 'batches.changed': BatchProgress | null
  /** With the answers since the last telling alone. */
  readonly 'bulk.compareChanged': CompareProgress
  readonly 'bulk.changed': CopyProgress
  readonly 'capabilities.changed': Capabilities
  readonly 'capabilities.askingChanged': readonly Asking[]
  readonly 'alarms.heard': readonly AlarmLine[]
  readonly 'alarms.earsChanged': readonly Ear[]
  readonly 'walk.changed': WalkState | null
  readonly 'live.changed': LiveState
  readonly 'journal.grew': JournalEntry
  readonly 'accounts.changed': AccountsState
}

/** Looked up rather than inferred at each use: a question about any request would have zod's types compared, which takes seconds. */
type Asked = { readonly [N in RequestName]: z.infer<(typeof requests)[N]['args']> }
type Answered = { readonly [N in RequestName]: z.infer<(typeof requests)[N]['result']> }
export type Args<N extends RequestName> = Asked[N]
export type Result<N extends RequestName> = Answered[N]
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }
export type Handlers = { readonly [N in RequestName]: (...args: Args<N>) => Promise<Result<N>> }

/** Sends an event to every window; what `node` is given by its host. */
export type Emit = <N extends EventName>(name: N, payload: Events[N]) => void
