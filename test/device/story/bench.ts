import type { LocalNetwork } from '#common/catalog/network/localNetwork.ts'
import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import type { JobProgress, Plan, PlanChange, StepKind } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { AppLimits } from '#node/sightline.ts'
import type { SiteFiles } from '#node/storage/files.ts'
import { startApp, type StartedApp } from '#test/support/startedApp.ts'
import { startVirtualDevice, type StartedDevice, type StartOptions } from '#test/support/virtualDevice.ts'

/** The application, a virtual device on its list, and the account it was signed in with. */
export interface Bench {
  readonly app: StartedApp
  readonly device: StartedDevice
  readonly key: DeviceKey
}

/** Long enough for a move that takes 20 ms, short enough for a test that waits for the end of it. */
export const shortLimits: AppLimits = { findAgainMs: 800, stayMs: 300 }

const open: { close(): Promise<void> }[] = []

/** Closes with the test what was opened for it. */
export function closeLater<T extends { close(): Promise<void> }>(thing: T): T {
  open.push(thing)
  return thing
}

export async function closeAll(): Promise<void> {
  for (const thing of open.splice(0).reverse()) await thing.close()
}

/** Found by hand, nobody signed in. */
export async function found(options: StartOptions = {}, limits?: AppLimits, files?: SiteFiles): Promise<Bench> {
  const device = closeLater(await startVirtualDevice(options))
  const app = closeLater(await startApp(undefined, limits, files))
  const { key } = await app.handlers['search.addByHand'](device.endpoint)
  return { app, device, key }
}

export async function signedIn(options: StartOptions = {}, limits?: AppLimits, files?: SiteFiles): Promise<Bench> {
  const bench = await found(options, limits, files)
  const [outcome] = await bench.app.handlers['signIn.many']([bench.key], bench.device.account)
  if (outcome?.error) throw new Error(`not signed in: ${JSON.stringify(outcome.error)}`)
  return bench
}

/** What the device has of a setting, asked through the application. */
export async function read({ app, key }: Bench, setting: string): Promise<AnyValues> {
  return (await app.handlers['settings.read'](key, setting, {})).value as AnyValues
}

/** A plan of one kind from what the device has now to that with some values changed. */
export async function planOf(
  bench: Bench,
  kind: Plan['kind'],
  changes: Readonly<Record<string, (before: AnyValues) => AnyValues>>,
): Promise<Plan> {
  const list: PlanChange[] = []
  for (const [setting, change] of Object.entries(changes)) {
    const before = await read(bench, setting)
    list.push({ setting, target: {}, before: { ...before }, after: { ...change(before) } })
  }
  return { device: bench.key, kind, changes: list }
}

/** The first card with other values. */
export function withCard(more: Partial<LocalNetwork['cards'][number]>): (before: AnyValues) => AnyValues {
  return (before) => ({
    cards: (before['cards'] as readonly AnyValues[]).map((card, index) => (index === 0 ? { ...card, ...more } : card)),
  })
}

/** Anything that may be written and moves nothing. */
export function bonjourTurned(bench: Bench): Promise<Plan> {
  return planOf(bench, 'settings', { 'network.bonjour': (before) => ({ enabled: before['enabled'] !== true }) })
}

export async function run({ app }: Bench, plan: Plan): Promise<string> {
  return (await app.handlers['plans.run'](plan)).job
}

/** How a plan ended, the first time it did. */
export function endOf({ app }: Bench, job: string): Promise<JobProgress> {
  return app.until('jobs.progressed', (progress) => progress.job === job && isOver(progress))
}

export async function ended(bench: Bench, plan: Plan): Promise<JobProgress> {
  return endOf(bench, await run(bench, plan))
}

/** How it ended after a person had it look again. */
export async function endAfter(bench: Bench, job: string, ask: () => Promise<unknown>): Promise<JobProgress> {
  const past = new Set(bench.app.told.map(({ payload }) => payload))
  await ask()
  return bench.app.until('jobs.progressed', (progress) => progress.job === job && isOver(progress) && !past.has(progress))
}

/** Resolves when a step is under way. */
export function inStep({ app }: Bench, job: string, kind: StepKind): Promise<JobProgress> {
  return app.until(
    'jobs.progressed',
    (progress) => progress.job === job && progress.steps.some((step) => step.kind === kind && step.state === 'busy'),
  )
}

export async function rowOf({ app, key }: Bench): Promise<DeviceSummary | undefined> {
  return (await app.handlers['devices.list']()).find((device) => device.key === key)
}

/** `read done`, `check failed`, ... */
export function stepWords({ steps }: JobProgress): readonly string[] {
  return steps.map((step) => `${step.kind} ${step.state}`)
}

function isOver({ state }: JobProgress): boolean {
  return state !== 'running'
}
