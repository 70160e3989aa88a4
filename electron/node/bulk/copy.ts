import { randomUUID } from 'node:crypto'
import PQueue from 'p-queue'
import type { CopyLack, CopyPart, CopyProgress, CopyRequest, CopyRow } from '#common/bulk/bulk.ts'
import { copied } from '#common/bulk/copied.ts'
import { leavesOf } from '#common/bulk/leaves.ts'
import { findSetting } from '#common/catalog/index.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import type { Plan, PlanChange } from '#common/plan/plan.ts'
import { diff } from '#common/schema/diff.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import type { Registry } from '../devices/registry.ts'
import type { Road } from '../devices/road.ts'
import { throttle } from '../throttle.ts'

/** Gives many devices what one has: read and checked first, written once a person says so, each by a plan of its own. */
export interface Copies {
  /** Reads the source and every device, and checks. Writes nothing. */
  check(request: CopyRequest): { readonly copy: string }
  /** Writes to those that are ready. */
  write(): void
  /** Those under way are proven, the others are left. */
  stop(): void
  state(): CopyProgress | null
  /** Takes it away. */
  leave(): void
}

export interface CopyPorts {
  readonly registry: Pick<Registry, 'open' | 'troubled'>
  readonly road: Pick<Road, 'check' | 'run' | 'ended'>
  changed(progress: CopyProgress | null): void
  /** ms since the epoch. */
  now(): number
}

/** ms between two tellings. */
const tellMs = 100

export function createCopies({ registry, road, changed, now }: CopyPorts): Copies {
  let progress: CopyProgress | null = null
  let stop = new AbortController()
  const plans = new Map<DeviceKey, Plan>()
  const news = throttle(() => changed(progress), tellMs)

  function tell(more: Partial<CopyProgress>): void {
    if (!progress) return
    progress = { ...progress, ...more }
    news.call()
  }

  function setRow(key: DeviceKey, more: Partial<CopyRow>): void {
    if (progress) tell({ rows: progress.rows.map((row) => (row.device === key ? { ...row, ...more } : row)) })
  }

  async function read(key: DeviceKey, part: CopyPart, signal: AbortSignal): Promise<AnyValues | undefined> {
    const setting = findSetting(part.setting) ?? fail({ kind: 'bug', message: `no setting ${part.setting}` })
    const { client, identity } = registry.open(key)
    if (setting.series?.includes(identity.series) === false) return undefined
    return erase((await client.get(setting, part.target, { signal })).value)
  }

  /** What the device would be given of one part, or why it is not. */
  async function changeOf(
    key: DeviceKey,
    part: CopyPart,
    source: AnyValues,
    signal: AbortSignal,
  ): Promise<{ readonly change?: PlanChange; readonly count: number } | CopyLack> {
    try {
      const before = await read(key, part, signal)
      const setting = findSetting(part.setting)
      if (!before || !setting) return { setting: part.setting }
      const allowed = new Set(leavesOf(setting).map(({ pattern }) => pattern))
      const chosen = new Set(part.fields.filter((pattern) => allowed.has(pattern)))
      const after = copied(setting.fields, before, source, chosen)
      const count = diff(setting.fields, before, after).length
      if (count === 0) return { count }
      return { change: { setting: part.setting, target: part.target, before: { ...before }, after: { ...after } }, count }
    } catch (thrown) {
      const error = { deviceId: key, ...toAppError(thrown) }
      if (error.kind === 'cancelled') throw thrown
      registry.troubled(key, error)
      return { setting: part.setting, error }
    }
  }

  async function checkDevice(
    key: DeviceKey,
    parts: readonly CopyPart[],
    sources: readonly AnyValues[],
    signal: AbortSignal,
  ): Promise<void> {
    setRow(key, { state: 'checking' })
    const looked = await Promise.all(parts.map((part, at) => changeOf(key, part, sources[at] ?? {}, signal)))
    const lacks = looked.filter((one): one is CopyLack => 'setting' in one)
    const given = looked.flatMap((one) => ('setting' in one ? [] : [one]))
    const changes = given.flatMap(({ change }) => change ?? [])
    const facts = { lacks, changes: given.reduce((sum, { count }) => sum + count, 0), settings: changes.map(({ setting }) => setting) }
    if (changes.length === 0) return setRow(key, { ...facts, state: lacks.length > 0 ? 'cannot' : 'same' })
    const plan: Plan = { device: key, kind: 'settings', changes }
    const findings = (await road.check(plan)).filter(({ verdict }) => verdict !== 'ok')
    plans.set(key, plan)
    setRow(key, { ...facts, findings, state: findings.some(({ verdict }) => verdict === 'fail') ? 'cannot' : 'ready' })
  }

  /** One device after the other as many at once as wanted; what goes wrong with one is its own. */
  async function forEach(keys: readonly DeviceKey[], atOnce: number, signal: AbortSignal, work: (key: DeviceKey) => Promise<void>) {
    const queue = new PQueue({ concurrency: atOnce })
    await Promise.all(
      keys.map((key) =>
        queue.add(async () => {
          if (signal.aborted) return setRow(key, { state: 'left' })
          try {
            await work(key)
          } catch (thrown) {
            const error: AppError = { deviceId: key, ...toAppError(thrown) }
            setRow(key, error.kind === 'cancelled' ? { state: 'left' } : { state: 'failed', error })
          }
        }),
      ),
    )
  }

  async function checkAll({ source, parts, devices, atOnce }: CopyRequest, signal: AbortSignal): Promise<void> {
    const sources: AnyValues[] = []
    try {
      for (const part of parts) sources.push((await read(source, part, signal)) ?? fail({ kind: 'unknownDevice', deviceId: source }))
    } catch (thrown) {
      if (!signal.aborted) tell({ state: 'done', error: { deviceId: source, ...toAppError(thrown) } })
      return
    }
    await forEach(devices, atOnce, signal, (key) => checkDevice(key, parts, sources, signal))
    if (!signal.aborted) tell({ state: 'checked' })
  }

  async function writeTo(key: DeviceKey): Promise<void> {
    const plan = plans.get(key)
    if (!plan) return
    const { job } = road.run(plan)
    setRow(key, { state: 'writing', job })
    const { state, error } = await road.ended(job)
    setRow(key, state === 'done' ? { state: 'done' } : { state: 'failed', ...(error ? { error } : {}) })
  }

  async function writeAll({ atOnce }: CopyRequest, signal: AbortSignal): Promise<void> {
    const ready = progress?.rows.filter(({ state }) => state === 'ready').map(({ device }) => device) ?? []
    await forEach(ready, atOnce, signal, writeTo)
    tell({ state: 'done' })
  }

  return {
    check(request) {
      refuseWhileWriting(progress)
      stop.abort()
      stop = new AbortController()
      plans.clear()
      const devices = request.devices.filter((key) => key !== request.source)
      const row = { state: 'waits', changes: 0, settings: [], lacks: [], findings: [] } as const
      progress = { copy: randomUUID(), request, startedAt: now(), state: 'checking', rows: devices.map((device) => ({ ...row, device })) }
      news.call()
      void checkAll({ ...request, devices }, stop.signal)
      return { copy: progress.copy }
    },
    write() {
      if (progress?.state !== 'checked') return
      tell({ state: 'writing' })
      void writeAll(progress.request, stop.signal)
    },
    stop() {
      if (progress?.state === 'writing') tell({ state: 'stopping' })
      stop.abort()
      if (progress?.state === 'checking') tell({ state: 'done' })
    },
    state: () => progress,
    leave() {
      refuseWhileWriting(progress)
      stop.abort()
      progress = null
      news.call()
    },
  }
}

function refuseWhileWriting(progress: CopyProgress | null): void {
  if (progress?.state === 'writing' || progress?.state === 'stopping')
    fail({ kind: 'busy', job: progress.copy, plan: 'settings', since: progress.startedAt })
}
