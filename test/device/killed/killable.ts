import type { Endpoint } from '#common/device/device.ts'
import type { JournalEntry } from '#common/journal/journal.ts'
import type { Emit } from '#common/ipc/contract.ts'
import type { JobProgress, Plan, PlanChange, StepKind } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { RoadLimits } from '#node/devices/ports.ts'
import { createSightline } from '#node/sightline.ts'
import { diskFiles, type SiteFiles } from '#node/storage/files.ts'

/** Where a plan is to be when its process is killed. */
export interface KillPoint {
  readonly step: StepKind
  readonly setting?: string
  /** The second measurement is after the writes. */
  readonly second?: true
  /** `begun`: the line stands, nothing of the step happened. `unrecorded`: all of it happened, and its line does not stand. */
  readonly when: 'begun' | 'unrecorded'
}

/** One application to be killed, on a device and a site folder of its own. */
export interface Doomed {
  readonly folder: string
  readonly device: Endpoint
  readonly account: { readonly user: string; readonly password: string }
  readonly kind: Plan['kind']
  /** By setting, the values to give it; `null` sets the clock from this computer. */
  readonly wanted: Readonly<Record<string, AnyValues | null>>
  readonly at: KillPoint
}

export interface DoomedSite {
  readonly doomed: readonly Doomed[]
  readonly limits: RoadLimits
}

/** The process a test kills: runs each plan up to its point, tells its parent and stands still there. */
process.on('message', ({ doomed, limits }: DoomedSite) => {
  for (const [index, one] of doomed.entries())
    runUpTo(one, limits, () => process.send?.({ held: index })).catch((thrown: unknown) =>
      process.send?.({ failed: `${JSON.stringify(one.at)}: ${thrown instanceof Error ? thrown.message : String(thrown)}` }),
    )
})

async function runUpTo({ folder, device, account, kind, wanted, at }: Doomed, limits: RoadLimits, onHeld: () => void): Promise<void> {
  const emit: Emit = (name, payload) => {
    const { state } = payload as Partial<JobProgress>
    if (name === 'jobs.progressed' && state !== 'running')
      process.send?.({ failed: `${JSON.stringify(at)}: ended before it: ${JSON.stringify(payload)}` })
  }
  const { handlers } = createSightline(
    { host: 'web', version: '0', folder, adapters: ['127.0.0.1'], emit, files: standingStill(at, onHeld) },
    limits,
  )
  const { key } = await handlers['search.addByHand'](device)
  const [outcome] = await handlers['signIn.many']([key], account)
  if (outcome?.error) throw new Error(outcome.error.kind)
  const changes: PlanChange[] = []
  for (const [setting, values] of Object.entries(wanted)) {
    const before = values === null ? {} : (await handlers['settings.read'](key, setting, {})).value
    const change = { setting, target: {}, before, after: withValues(before as AnyValues, values ?? {}) }
    changes.push(values === null ? { ...change, clock: 'thisComputer' } : change)
  }
  await handlers['plans.run']({ device: key, kind, changes })
}

/** Values of a card go into the first one, others where they stand. */
function withValues(before: AnyValues, values: AnyValues): AnyValues {
  const [first, ...others] = Array.isArray(before['cards']) ? (before['cards'] as readonly AnyValues[]) : []
  return first ? { ...before, cards: [{ ...first, ...values }, ...others] } : { ...before, ...values }
}

/** The disk, until the line of the point: that one is written, or held back, and nothing returns from it. */
function standingStill(at: KillPoint, onHeld: () => void): SiteFiles {
  let seen = 0
  const isIt = (entry: JournalEntry) =>
    entry.what === 'step' &&
    entry.step === at.step &&
    (at.setting === undefined || entry.setting === at.setting) &&
    entry.state === (at.when === 'begun' ? 'begun' : 'done') &&
    ++seen === (at.second ? 2 : 1)
  return {
    ...diskFiles,
    async appendLine(file, line) {
      const isHere = isIt(JSON.parse(line) as JournalEntry)
      if (!isHere || at.when === 'begun') await diskFiles.appendLine(file, line)
      if (!isHere) return
      onHeld()
      await new Promise(() => undefined)
    },
  }
}
