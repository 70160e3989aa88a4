import { randomUUID } from 'node:crypto'
import PQueue from 'p-queue'
import type { CopyLack, CopyPart, CopyProgress, CopyRequest, CopyRow, NamesRequest } from '#common/bulk/bulk.ts'
import { copied } from '#common/bulk/copied.ts'
import { leavesOf } from '#common/bulk/leaves.ts'
import { findSetting } from '#common/catalog/index.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import { type Wish, wishesFor } from '#common/naming/places.ts'
import type { Plan, PlanChange } from '#common/plan/plan.ts'
import { diff } from '#common/schema/diff.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { type AnySetting, isLackedBy } from '#common/schema/setting.ts'
import type { Registry } from '../devices/registry.ts'
import type { Road } from '../devices/road.ts'
import { throttle } from '../throttle.ts'

/** Gives many devices what one has, or each a name: read and checked first, written once a person says so, each by a plan of its own. */
export interface Copies {
  /** Reads the source and every device, and checks. Writes nothing. */
  check(request: CopyRequest): { readonly copy: string }
  /** Reads every device that shall have another name, and checks. Writes nothing. */
  name(request: NamesRequest): { readonly copy: string }
  /** Writes to those that are ready. */
  write(): void
  /** Those under way are proven, the others are left. */
  stop(): void
  state(): CopyProgress | null
}

export interface CopyPorts {
  readonly registry: Pick<Registry, 'open' | 'troubled'>
  readonly road: Pick<Road, 'check' | 'run' | 'ended'>
  changed(progress: CopyProgress): void
  /** ms since the epoch. */
  now(): number
}

/** One copy. A person may check anew while it is being checked: then nobody asks what comes of it any more. */
interface Run {
  readonly stop: AbortController
  readonly plans: Map<DeviceKey, Plan>
  /** What each shall have, as soon as that is known. */
  wishesOf(key: DeviceKey): readonly Wish[]
  progress: CopyProgress
}

/** ms between two tellings. */
const tellMs = 100

export function createCopies({ registry, road, changed, now }: CopyPorts): Copies {
  let latest: Run | undefined
  const news = throttle(() => {
    if (latest) changed(latest.progress)
  }, tellMs)

  function tell(run: Run, more: Partial<CopyProgress>): void {
    run.progress = { ...run.progress, ...more }
    if (run === latest) news.call()
  }

  function setRow(run: Run, key: DeviceKey, more: Partial<CopyRow>): void {
    tell(run, { rows: run.progress.rows.map((row) => (row.device === key ? { ...row, ...more } : row)) })
  }

  async function read(
    key: DeviceKey,
    { setting, target }: Pick<Wish, 'setting' | 'target'>,
    signal: AbortSignal,
  ): Promise<AnyValues | undefined> {
    const { client, identity } = registry.open(key)
    if (isLackedBy(identity.series, setting, target)) return undefined
    return erase((await client.get(setting, target, { signal })).value)
  }

  /** What the device would be given, or why it is not. */
  async function changeOf(
    key: DeviceKey,
    wish: Wish,
    signal: AbortSignal,
  ): Promise<{ readonly change?: PlanChange; readonly count: number } | CopyLack> {
    const { setting, target } = wish
    try {
      const before = await read(key, wish, signal)
      if (!before) return { setting: setting.id }
      const after = wish.give(before)
      const count = diff(setting.fields, before, after).length
      return count === 0 ? { count } : { change: { setting: setting.id, target, before: { ...before }, after: { ...after } }, count }
    } catch (thrown) {
      const error = { deviceId: key, ...toAppError(thrown) }
      if (error.kind === 'cancelled') throw thrown
      registry.troubled(key, error)
      return { setting: setting.id, error }
    }
  }

  async function checkDevice(run: Run, key: DeviceKey): Promise<void> {
    setRow(run, key, { state: 'checking' })
    const looked = await Promise.all(run.wishesOf(key).map((wish) => changeOf(key, wish, run.stop.signal)))
    const lacks = looked.filter((one): one is CopyLack => 'setting' in one)
    const given = looked.flatMap((one) => ('setting' in one ? [] : [one]))
    const changes = given.flatMap(({ change }) => change ?? [])
    const facts = { lacks, changes: given.reduce((sum, { count }) => sum + count, 0), settings: changes.map(({ setting }) => setting) }
    if (changes.length === 0) return setRow(run, key, { ...facts, state: lacks.length > 0 ? 'cannot' : 'same' })
    const plan: Plan = { device: key, kind: 'settings', changes }
    const findings = (await road.check(plan)).filter(({ verdict }) => verdict !== 'ok')
    run.plans.set(key, plan)
    setRow(run, key, { ...facts, findings, state: findings.some(({ verdict }) => verdict === 'fail') ? 'cannot' : 'ready' })
  }

  /** As many devices at once as wanted; what goes wrong with one is its own. */
  async function forEach(run: Run, keys: readonly DeviceKey[], work: (key: DeviceKey) => Promise<void>): Promise<void> {
    const queue = new PQueue({ concurrency: run.progress.request.atOnce })
    await Promise.all(
      keys.map((key) =>
        queue.add(async () => {
          if (run.stop.signal.aborted) return setRow(run, key, { state: 'left' })
          try {
            await work(key)
          } catch (thrown) {
            const error: AppError = { deviceId: key, ...toAppError(thrown) }
            setRow(run, key, error.kind === 'cancelled' ? { state: 'left' } : { state: 'failed', error })
          }
        }),
      ),
    )
  }

  async function checkAll(run: Run): Promise<void> {
    await forEach(run, keysOf(run), (key) => checkDevice(run, key))
    if (!run.stop.signal.aborted) tell(run, { state: 'checked' })
  }

  /** The source is read before anyone else. */
  async function checkCopy(run: Run, { source, parts }: CopyRequest): Promise<void> {
    const { signal } = run.stop
    const wishes: Wish[] = []
    try {
      for (const part of parts) {
        const setting = findSetting(part.setting) ?? fail({ kind: 'bug', message: `no setting ${part.setting}` })
        const given = (await read(source, { setting, target: part.target }, signal)) ?? fail({ kind: 'unknownDevice', deviceId: source })
        wishes.push(copyWish(setting, part, given))
      }
    } catch (thrown) {
      if (!signal.aborted) tell(run, { state: 'done', error: { deviceId: source, ...toAppError(thrown) } })
      return
    }
    run.wishesOf = () => wishes
    await checkAll(run)
  }

  function begin(request: CopyProgress['request'], devices: readonly DeviceKey[], wishesOf: Run['wishesOf']): Run {
    refuseWhileWriting(latest)
    latest?.stop.abort()
    const row = { state: 'waits', changes: 0, settings: [], lacks: [], findings: [] } as const
    const run: Run = {
      stop: new AbortController(),
      plans: new Map(),
      wishesOf,
      progress: { copy: randomUUID(), request, startedAt: now(), state: 'checking', rows: devices.map((device) => ({ ...row, device })) },
    }
    latest = run
    news.call()
    return run
  }

  async function writeTo(run: Run, key: DeviceKey): Promise<void> {
    const plan = run.plans.get(key)
    if (!plan) return
    const { job } = road.run(plan)
    setRow(run, key, { state: 'writing', job })
    const { state, error } = await road.ended(job)
    setRow(run, key, state === 'done' ? { state: 'done' } : { state: 'failed', ...(error ? { error } : {}) })
  }

  async function writeAll(run: Run): Promise<void> {
    await forEach(run, keysOf(run, 'ready'), (key) => writeTo(run, key))
    tell(run, { state: 'done' })
  }

  return {
    check(request) {
      const run = begin(
        request,
        request.devices.filter((key) => key !== request.source),
        () => [],
      )
      void checkCopy(run, request)
      return { copy: run.progress.copy }
    },
    name(request) {
      const names = new Map(request.names.map(({ device, name }) => [device, name]))
      const run = begin(request, [...names.keys()], (key) => wishesFor(registry.open(key).identity, names.get(key) ?? '', request.places))
      void checkAll(run)
      return { copy: run.progress.copy }
    },
    write() {
      if (latest?.progress.state !== 'checked') return
      tell(latest, { state: 'writing' })
      void writeAll(latest)
    },
    stop() {
      if (!latest) return
      latest.stop.abort()
      const { state } = latest.progress
      if (state === 'writing') tell(latest, { state: 'stopping' })
      if (state === 'checking') tell(latest, { state: 'done' })
    },
    state: () => latest?.progress ?? null,
  }
}

/** The chosen fields as another device has them. */
function copyWish(setting: AnySetting, { target, fields }: CopyPart, source: AnyValues): Wish {
  const allowed = new Set(leavesOf(setting).map(({ pattern }) => pattern))
  const chosen = new Set(fields.filter((pattern) => allowed.has(pattern)))
  return { setting, target, give: (before) => copied(setting.fields, before, source, chosen) }
}

function keysOf({ progress }: Run, state?: CopyRow['state']): readonly DeviceKey[] {
  return progress.rows.filter((row) => state === undefined || row.state === state).map(({ device }) => device)
}

function refuseWhileWriting(run: Run | undefined): void {
  const { state, copy, startedAt } = run?.progress ?? {}
  if ((state === 'writing' || state === 'stopping') && copy !== undefined && startedAt !== undefined)
    fail({ kind: 'busy', job: copy, plan: 'settings', since: startedAt })
}
