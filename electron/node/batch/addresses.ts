import { randomUUID } from 'node:crypto'
import PQueue from 'p-queue'
import type { TypedAccount } from '#common/accounts/accounts.ts'
import {
  type AddressRow,
  type AddressTable,
  type BatchProgress,
  type BatchRow,
  type BatchWait,
  movePlan,
  placesOf,
  rowsAt,
} from '#common/batch/addresses.ts'
import {
  type DeviceIdentity,
  type DeviceKey,
  deviceKey,
  type DeviceSummary,
  type Endpoint,
  isSameEndpoint,
  shownEndpoint,
} from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import type { SignInOutcome } from '#common/ipc/contract.ts'
import type { localNetwork } from '#common/catalog/network/localNetwork.ts'
import type { JobProgress } from '#common/plan/plan.ts'
import type { ValueIn } from '#common/schema/setting.ts'
import type { Road } from '../devices/road.ts'
import type { BatchFile } from '../storage/batchFile.ts'

/** What a batch needs of the rest. */
export interface BatchPorts {
  readonly file: BatchFile
  /** ms a device that was under way is looked for. */
  readonly findAgainMs: number
  readonly road: Pick<Road, 'run' | 'resume' | 'unfinished' | 'ended' | 'lookForMoved'>
  find(key: DeviceKey): DeviceSummary | undefined
  /** Asks who answers at a place, without signing in. */
  identify(endpoint: Endpoint, signal: AbortSignal): Promise<DeviceIdentity>
  /** A device was asked who it is, there. */
  seen(identity: DeviceIdentity, endpoint: Endpoint): void
  signIn(key: DeviceKey, account: TypedAccount): Promise<SignInOutcome>
  setFirstPassword(key: DeviceKey, account: TypedAccount): Promise<SignInOutcome>
  readCards(key: DeviceKey): Promise<ValueIn<typeof localNetwork>>
  changed(progress: BatchProgress | null): void
  /** ms since the epoch. */
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** Gives many devices their addresses: at one place one after the other, at different places side by side. */
export interface AddressBatches {
  state(): BatchProgress | null
  start(table: AddressTable, account: TypedAccount): { readonly batch: string }
  /** Ends, or goes on with, the taking of the next device; those under way are proven first. */
  pause(paused: boolean): void
  /** The devices under way are proven, the others stay where they are. */
  stop(): void
  /** One that failed, or was left, is tried once more. */
  again(key: DeviceKey): void
  /** One more device, such as a stranger that answers at the place. */
  add(row: AddressRow): void
  /** After a stop, or the end of the program in the middle: what was under way first, then the rest. */
  goOn(account: TypedAccount): Promise<void>
  /** Takes the table away. */
  leave(): Promise<void>
  /** A plan went on by itself, such as a device found again on request. */
  progressed(job: JobProgress): void
  /** What is under way stays so on the disk: the next start goes on with it. Resolves when the plans have ended. */
  close(): Promise<void>
}

const placesAtOnce = 8
/** ms between two questions who answers at a place, and for one of them. Ours. */
const everyMs = 1000
const askMs = 1500
/** Tries at a device whose way failed before anything was written. Ours. */
const mostTries = 3
/** Times another took a device's turn before anything was written. Ours. */
const mostTurns = 20

interface Run {
  readonly account: TypedAccount
  readonly abort: AbortController
  readonly queue: PQueue
  /** Places somebody is at work at. */
  readonly places: Set<string>
  /** Lets those go on that wait for the end of a pause. */
  wake: () => void
}

export async function createAddressBatches(ports: BatchPorts): Promise<AddressBatches> {
  const kept = await ports.file.read()
  let progress: BatchProgress | null = kept ? { ...kept, state: 'cutShort', waits: [] } : null
  let run: Run | undefined
  let isClosing = false

  function tell(more: Partial<BatchProgress>): void {
    if (!progress || isClosing) return
    progress = { ...progress, ...more }
    ports.changed(progress)
  }

  function rows(): readonly BatchRow[] {
    return progress?.rows ?? []
  }

  function isAnyBusy(): boolean {
    return rows().some(({ state }) => state === 'busy')
  }

  function setRow(key: DeviceKey, change: (row: BatchRow) => BatchRow): void {
    tell({ rows: rows().map((row) => (row.device === key ? change(row) : row)) })
    if (progress?.state === 'pausing' && !isAnyBusy()) tell({ state: 'paused' })
    keep()
  }

  /** For the next start; a disk that refuses stops the plans themselves, which tell of it. */
  function keep(): void {
    if (!progress || isClosing) return
    const { state: _state, waits: _waits, ...record } = progress
    ports.file.write(record).catch(() => undefined)
  }

  function rowOf({ device, address }: AddressRow): BatchRow {
    const { identity, endpoint } = ports.find(device) ?? fail({ kind: 'unknownDevice', deviceId: device })
    const { name, model, mac } = identity
    return { device, name, model, mac, from: endpoint, address, state: 'waits' }
  }

  function begin(account: TypedAccount): Run {
    const begun = {
      account,
      abort: new AbortController(),
      queue: new PQueue({ concurrency: placesAtOnce }),
      places: new Set<string>(),
      wake: () => undefined,
    }
    run = begun
    tell({ state: 'running', waits: [] })
    return begun
  }

  /** Sees to every place at which a device waits and nobody is at work. */
  function attend(mine: Run): void {
    for (const place of placesOf(rows().filter(({ state }) => state === 'waits'))) {
      const mark = shownEndpoint(place)
      if (mine.places.has(mark)) continue
      mine.places.add(mark)
      void mine.queue.add(async () => {
        await workAt(place, mine)
        mine.places.delete(mark)
        if (mine.places.size === 0) settle(mine)
      })
    }
    if (mine.places.size === 0) settle(mine)
  }

  function settle(mine: Run): void {
    if (run !== mine) return
    const stopped = mine.abort.signal.aborted
    if (stopped) run = undefined
    tell({
      state: stopped ? 'stopped' : 'done',
      waits: [],
      rows: rows().map((row) => (stopped && row.state === 'waits' ? { ...row, state: 'left' } : row)),
    })
    if (rows().every(({ state }) => state === 'done')) void ports.file.remove().catch(() => undefined)
    else keep()
  }

  async function workAt(place: Endpoint, mine: Run): Promise<void> {
    const tries = new Map<DeviceKey, number>()
    const isOver = () => mine.abort.signal.aborted || !rowsAt(rows(), place).some(({ state }) => state === 'waits')
    while (!isOver()) {
      await pauseEnds(mine)
      if (isOver()) break
      const identity = await whoIsNext(place, mine)
      if (!identity) await ports.sleep(everyMs, mine.abort.signal).catch(() => undefined)
      else if (!mine.abort.signal.aborted && progress?.state === 'running') await move(identity, place, mine, tries)
    }
    stopWaiting(place)
  }

  async function pauseEnds(mine: Run): Promise<void> {
    while (!mine.abort.signal.aborted && (progress?.state === 'paused' || progress?.state === 'pausing'))
      await new Promise<void>((resolve) => {
        const before = mine.wake
        mine.wake = () => {
          before()
          resolve()
        }
      })
  }

  /** The device that answers at a place, where it is one that waits; whoever else it is, or nobody, is told. */
  async function whoIsNext(place: Endpoint, mine: Run): Promise<DeviceIdentity | undefined> {
    let identity: DeviceIdentity
    try {
      identity = await ports.identify(place, AbortSignal.any([mine.abort.signal, AbortSignal.timeout(askMs)]))
    } catch {
      waitAt(place, undefined)
      return undefined
    }
    const device = deviceKey(identity)
    const row = rowsAt(rows(), place).find((one) => one.device === device)
    if (row?.state !== 'done') ports.seen(identity, place)
    if (row?.state === 'waits') {
      stopWaiting(place)
      return identity
    }
    const { name, model, mac } = identity
    waitAt(place, { device, name, model, mac })
    return undefined
  }

  function waitAt(place: Endpoint, answers: BatchWait['answers']): void {
    const waits = progress?.waits ?? []
    const known = waits.find((one) => isSameEndpoint(one.place, place))
    if (known && known.answers?.device === answers?.device) return
    const wait = { place, since: ports.now(), ...(answers ? { answers } : {}) }
    tell({ waits: [...waits.filter((one) => one !== known), wait] })
  }

  function stopWaiting(place: Endpoint): void {
    const waits = progress?.waits ?? []
    const left = waits.filter((one) => !isSameEndpoint(one.place, place))
    if (left.length < waits.length) tell({ waits: left })
  }

  async function move(identity: DeviceIdentity, place: Endpoint, mine: Run, tries: Map<DeviceKey, number>): Promise<void> {
    const key = deviceKey(identity)
    setRow(key, ({ error: _error, job: _job, endedAt: _endedAt, ...row }) => ({ ...row, state: 'busy' }))
    const error = await moved(key, place, mine.account)
    if (error === undefined) return end(key, 'done')
    // Another took the address over before anything was written: it will come again.
    const most = !error.before ? 0 : error.error.kind === 'impostor' ? mostTurns : error.error.kind === 'unreachable' ? mostTries : 0
    const count = (tries.get(key) ?? 0) + 1
    tries.set(key, count)
    if (count < most) setRow(key, (row) => ({ ...row, state: 'waits' }))
    else end(key, 'failed', error.error)
  }

  function end(key: DeviceKey, state: 'done' | 'failed', error?: AppError): void {
    setRow(key, ({ error: _error, ...row }) => ({
      ...row,
      state,
      endedAt: ports.now(),
      ...(error ? { error: { deviceId: key, ...error } } : {}),
    }))
  }

  /** Why it was not moved, and whether that was before anything was written. */
  async function moved(
    key: DeviceKey,
    place: Endpoint,
    account: TypedAccount,
  ): Promise<{ readonly error: AppError; readonly before: boolean } | undefined> {
    const row = rows().find(({ device }) => device === key)
    if (!row || !progress) return undefined
    try {
      const refused = await signedIn(key, account)
      if (refused) return { error: refused, before: true }
      const plan = movePlan({ ...row, from: place }, progress, await ports.readCards(key))
      if (!plan) return undefined
      const { job } = ports.road.run(plan)
      setRow(key, (one) => ({ ...one, job }))
      return outcomeOf(await ports.road.ended(job))
    } catch (thrown) {
      return { error: toAppError(thrown), before: true }
    }
  }

  async function signedIn(key: DeviceKey, account: TypedAccount): Promise<AppError | undefined> {
    if (ports.find(key)?.signedInAs !== undefined) return undefined
    const { error } = await ports.signIn(key, account)
    const isNew = error?.kind === 'device' && error.remedy === 'firstPassword'
    return isNew && progress?.setsFirstPassword ? (await ports.setFirstPassword(key, account)).error : error
  }

  /** It may still be on its way to where its plan sent it. */
  async function signedInSomewhere(key: DeviceKey, { account, abort }: Run): Promise<AppError | undefined> {
    const start = ports.now()
    for (;;) {
      await ports.road.lookForMoved()
      const refused = await signedIn(key, account)
      const isAway = refused?.kind === 'impostor' || refused?.kind === 'unreachable'
      if (!isAway || abort.signal.aborted || ports.now() - start > ports.findAgainMs) return refused
      await ports.sleep(everyMs, abort.signal).catch(() => undefined)
    }
  }

  /** What was under way when the program ended: its plan is gone on with from what the device has. */
  async function finish(row: BatchRow, mine: Run): Promise<void> {
    const unfinished = ports.road.unfinished().find(({ job }) => job === row.job)
    const isThere = ports.find(row.device)?.endpoint.address === row.address
    if (!unfinished) return isThere ? end(row.device, 'done') : setRow(row.device, (one) => ({ ...one, state: 'waits' }))
    try {
      const refused = await signedInSomewhere(row.device, mine)
      if (refused) return end(row.device, 'failed', refused)
      const { job } = await ports.road.resume(unfinished.job, 'refuse')
      const outcome = outcomeOf(await ports.road.ended(job))
      end(row.device, outcome ? 'failed' : 'done', outcome?.error)
    } catch (thrown) {
      end(row.device, 'failed', toAppError(thrown))
    }
  }

  function refuseWhileBusy(): void {
    if (progress && progress.state !== 'done' && progress.state !== 'stopped')
      fail({ kind: 'busy', job: progress.batch, plan: 'network', since: progress.startedAt })
  }

  return {
    state: () => progress,
    start({ rows: wanted, ...table }, account) {
      refuseWhileBusy()
      progress = { ...table, batch: randomUUID(), startedAt: ports.now(), rows: wanted.map(rowOf), state: 'running', waits: [] }
      keep()
      attend(begin(account))
      return { batch: progress.batch }
    },
    pause(paused) {
      if (!run || !progress) return
      if (paused && progress.state === 'running') {
        tell({ state: isAnyBusy() ? 'pausing' : 'paused', waits: [] })
      }
      if (!paused && (progress.state === 'paused' || progress.state === 'pausing')) {
        tell({ state: 'running' })
        run.wake()
        run.wake = () => undefined
      }
    },
    stop() {
      if (!run || !progress || progress.state === 'done') return
      tell({ state: 'stopping', waits: [] })
      run.abort.abort()
      run.wake()
    },
    again(key) {
      if (!run || run.abort.signal.aborted) return
      setRow(key, ({ error: _error, job: _job, endedAt: _endedAt, ...row }) => ({ ...row, state: 'waits' }))
      if (progress?.state === 'done') tell({ state: 'running' })
      attend(run)
    },
    add(row) {
      if (!run || run.abort.signal.aborted || rows().some(({ device }) => device === row.device)) return
      tell({ rows: [...rows(), rowOf(row)] })
      keep()
      if (progress?.state === 'done') tell({ state: 'running' })
      attend(run)
    },
    async goOn(account) {
      if (progress?.state !== 'cutShort' && progress?.state !== 'stopped') return
      const mine = begin(account)
      tell({ rows: rows().map((row) => (row.state === 'left' ? { ...row, state: 'waits' } : row)) })
      for (const row of rows().filter(({ state }) => state === 'busy')) await finish(row, mine)
      attend(mine)
    },
    async leave() {
      if (progress && progress.state !== 'cutShort') refuseWhileBusy()
      run = undefined
      progress = null
      ports.changed(null)
      await ports.file.remove()
    },
    progressed({ job, state }) {
      const row = rows().find((one) => one.job === job)
      if (row?.state === 'failed' && state === 'done') end(row.device, 'done')
    },
    async close() {
      isClosing = true
      run?.abort.abort()
      run?.wake()
      await run?.queue.onIdle()
      await ports.file.settled()
    },
  }
}

function outcomeOf({ state, error, steps }: JobProgress): { readonly error: AppError; readonly before: boolean } | undefined {
  if (state === 'done') return undefined
  return { error: error ?? { kind: 'cancelled' }, before: steps.every((step) => step.kind !== 'write' || step.state === 'waits') }
}
