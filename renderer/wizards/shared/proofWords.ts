import type { JobProgress, Step } from '#common/plan/plan.ts'
import type { Kind } from '#renderer/components/base/kind.ts'

/** Where a plan stands, for a heading and a chip. */
export type ProofPhase =
  'starting' | 'writing' | 'following' | 'done' | 'lost' | 'impostor' | 'mismatch' | 'stopped' | 'untouched' | 'failed'

export function phaseOf(job: JobProgress | undefined): ProofPhase {
  if (!job) return 'starting'
  if (job.state === 'running') return busyStep(job)?.kind === 'findAgain' ? 'following' : 'writing'
  if (job.state === 'done') return 'done'
  switch (job.error?.kind) {
    case 'notFoundAgain':
      return 'lost'
    case 'impostor':
      return 'impostor'
    case 'mismatch':
      return 'mismatch'
    case 'cancelled':
      return 'stopped'
    default:
      return job.steps.some(mayBeWritten) ? 'failed' : 'untouched'
  }
}

function mayBeWritten({ kind, state, facts }: Step): boolean {
  return kind === 'write' && state !== 'waits' && state !== 'skipped' && facts['untouched'] !== 1
}

/** The shape that goes with a phase, and the tone of its chip. */
export const phaseKinds: Readonly<Record<ProofPhase, { readonly kind: Kind; readonly tone: 'ok' | 'warn' | 'fail' | 'on' }>> = {
  starting: { kind: 'busy', tone: 'on' },
  writing: { kind: 'busy', tone: 'on' },
  following: { kind: 'busy', tone: 'on' },
  done: { kind: 'ok', tone: 'ok' },
  lost: { kind: 'warn', tone: 'warn' },
  impostor: { kind: 'fail', tone: 'fail' },
  mismatch: { kind: 'fail', tone: 'fail' },
  stopped: { kind: 'off', tone: 'warn' },
  untouched: { kind: 'fail', tone: 'fail' },
  failed: { kind: 'fail', tone: 'fail' },
}

export const allPhases = Object.keys(phaseKinds) as readonly ProofPhase[]

export function busyStep({ steps }: JobProgress): Step | undefined {
  return steps.find((step) => step.state === 'busy')
}

/** Which step is in flight, counted from 1; the last one that began when none is. */
export function stepNumber({ steps }: JobProgress): number {
  const busy = steps.findIndex((step) => step.state === 'busy')
  return busy >= 0 ? busy + 1 : steps.filter((step) => step.state !== 'waits').length
}
