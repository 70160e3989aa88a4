import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { JournalEntry } from '#common/journal/journal.ts'
import { tracesOf } from '#common/journal/trace.ts'
import type { JobProgress } from '#common/plan/plan.ts'
import type { PlanStanding, UnfinishedPlan } from '#common/plan/standing.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { profiles } from '#simulator/profiles.ts'
import { startApp, type StartedApp } from '#test/support/startedApp.ts'
import { freeEndpoint, startVirtualDevice, type StartedDevice, testIdentity } from '#test/support/virtualDevice.ts'
import { deviceKey } from '#common/device/device.ts'
import type { RoadLimits } from '#node/devices/ports.ts'
import type { Doomed, DoomedSite, KillPoint } from './killable.ts'

const limits: RoadLimits = { findAgainMs: 4000, stayMs: 300, rollovers: 1 }

/** What one killed plan left, and where the way on that was chosen led. */
export interface Survivor {
  readonly at: KillPoint
  readonly way: 'resume' | 'undo'
  readonly device: StartedDevice
  /** Where the device was before the plan. */
  readonly from: { readonly address: string; readonly port: number }
  /** What the plan asked for. */
  readonly wanted: Doomed['wanted']
  /** What the device had before the plan. */
  readonly had: Readonly<Record<string, AnyValues>>
  /** The lines on the disk at the moment of death. */
  readonly lines: readonly JournalEntry[]
  readonly listed: readonly string[]
  readonly offered: readonly UnfinishedPlan[]
  readonly standing: PlanStanding
  readonly end: JobProgress
  readonly offeredAfter: readonly UnfinishedPlan[]
  readonly openAfter: readonly string[]
  /** Sets the device stored by the end, in order. */
  readonly stored: readonly string[]
}

interface Fate {
  readonly kind: Doomed['kind']
  readonly at: KillPoint
  readonly way: 'resume' | 'undo'
  readonly wanted: (device: StartedDevice) => Doomed['wanted']
  readonly slow?: true
}

/* CommonJS libraries inside the ESM bundle ask for these two names. */
const banner =
  "import{fileURLToPath as __f2p}from'node:url';import{dirname as __dn}from'node:path';const __filename=__f2p(import.meta.url),__dirname=__dn(__filename);"

/** The application as one file that plain Node runs, made once for all who are killed. */
async function bundle(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root: resolve('.'),
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: resolve('test/device/killed/killable.ts'),
        external: [/^node:/],
        output: { format: 'es', entryFileNames: 'killable.mjs', banner },
      },
    },
  })
  return join(folder, 'killable.mjs')
}

/** Runs every plan in one other process up to its point, kills that process, starts anew for each and takes the way it is to take. */
export async function killAndStartAgain(fates: readonly Fate[]): Promise<readonly Survivor[]> {
  const top = await mkdtemp(join(tmpdir(), 'sightline-killed-'))
  const opened: { close(): Promise<void> }[] = []
  try {
    const program = await bundle(top)
    const victims = await Promise.all(
      fates.map(async (fate, index) => {
        const device = await startVirtualDevice({
          profile: fate.slow ? { ...profiles.ipc, clockOffsetMs: -7400 } : 'ipc',
          isTimeServer: () => false,
        })
        opened.push(device)
        const stored: string[] = []
        device.device.watch((event) => event.type === 'stored' && stored.push(event.setting))
        const wanted = fate.wanted(device)
        const had = Object.fromEntries(Object.keys(wanted).map((id) => [id, device.device.kept(id)]))
        const folder = join(top, `site-${index}`)
        const doomed: Doomed = { folder, device: device.endpoint, account: device.account, kind: fate.kind, wanted, at: fate.at }
        return { fate, device, stored, had, doomed }
      }),
    )
    await killAtTheirPoints(program, { doomed: victims.map(({ doomed }) => doomed), limits })
    return await Promise.all(
      victims.map(async ({ fate: { at, way }, device, stored, had, doomed: { folder, wanted } }) => {
        const lines = await linesOf(folder)
        const app = await startApp(folder, limits)
        opened.push(app)
        const after = await takeWay(app, device, way)
        return { at, way, device, from: device.endpoint, wanted, had, lines, stored, ...after }
      }),
    )
  } finally {
    await Promise.all(opened.map((one) => one.close()))
    await rm(top, { recursive: true, force: true })
  }
}

async function killAtTheirPoints(program: string, site: DoomedSite): Promise<void> {
  const child: ChildProcess = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const gone = once(child, 'exit')
  try {
    const held = new Set<number>()
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message: { readonly held: number } | { readonly failed: string }) => {
        if ('failed' in message) reject(new Error(message.failed))
        else if (held.add(message.held).size === site.doomed.length) resolve()
      })
      child.once('exit', () => reject(new Error('died by itself')))
      child.send(site)
    })
  } finally {
    child.kill('SIGKILL')
    await gone
  }
}

async function takeWay(app: StartedApp, device: StartedDevice, way: 'resume' | 'undo') {
  const key = deviceKey(testIdentity)
  const listed = (await app.handlers['devices.list']()).map((row) => row.key)
  const offered = await app.handlers['plans.unfinished']()
  const job = offered[0]?.job ?? ''
  const isMoved = device.device.endpoint().address !== device.endpoint.address
  // Where a plan was moving it, the application looks by itself; else somebody has to search.
  if (isMoved)
    await app.until('devices.changed', ({ changed }) => changed.some((row) => row.endpoint.address === device.device.endpoint().address))
  else await app.handlers['search.addByHand'](device.device.endpoint())
  const [outcome] = await app.handlers['signIn.many']([key], device.account)
  if (outcome?.error) throw new Error(`not signed in again: ${outcome.error.kind}`)
  const standing = await app.handlers['plans.standing'](job)
  const started = await app.handlers[`plans.${way}`](job, 'refuse')
  const end = await app.until('jobs.progressed', (progress) => progress.job === started.job && progress.state !== 'running')
  const offeredAfter = await app.handlers['plans.unfinished']()
  const openAfter = [...tracesOf(await linesOf(app.folder)).values()].filter(({ state }) => state !== 'done').map((trace) => trace.job)
  return { listed, offered, standing, end, offeredAfter, openAfter: openAfter.filter((id) => id !== job || way === 'resume') }
}

async function linesOf(folder: string): Promise<readonly JournalEntry[]> {
  const text = await readFile(join(folder, 'journal.jsonl'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalEntry)
}

export { freeEndpoint }
