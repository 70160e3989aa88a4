import type { AppError } from '#common/errors/appError.ts'
import type { Otherwise, PlanStanding } from '#common/plan/standing.ts'

export type BackWizard =
  /** What the device has is read, and then shown beside what was there and what was asked for. */
  | {
      readonly step: 'look'
      readonly standing?: PlanStanding
      readonly error?: AppError
      /** What to do about values somebody changed since; `refuse` until a person chose. */
      readonly otherwise: Otherwise
    }
  | { readonly step: 'proof'; readonly job: string }

export type BackMove =
  | { readonly type: 'read'; readonly standing: PlanStanding }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'retried' }
  | { readonly type: 'chose'; readonly otherwise: Otherwise }
  | { readonly type: 'wrote'; readonly job: string }
  /** It is under way already. */
  | { readonly type: 'joined'; readonly job: string }

export type BackWay = 'resume' | 'undo'

export const backStart: BackWizard = { step: 'look', otherwise: 'refuse' }

/** Every legal move; anything else leaves the wizard where it is. */
export function advanceBack(at: BackWizard, move: BackMove): BackWizard {
  switch (move.type) {
    case 'read':
      return at.step === 'look' ? { step: 'look', standing: move.standing, otherwise: at.otherwise } : at
    case 'failed':
      return at.step === 'look' ? { ...at, error: move.error } : at
    case 'retried':
      return backStart
    case 'chose':
      return at.step === 'look' ? { ...at, otherwise: move.otherwise } : at
    case 'wrote':
      return isDecided(at) ? { step: 'proof', job: move.job } : at
    case 'joined':
      return { step: 'proof', job: move.job }
  }
}

/** Values were changed since, and what to do about them is chosen; or none were. */
export function isDecided(at: BackWizard): boolean {
  if (at.step !== 'look' || !at.standing) return false
  return strangeOf(at.standing) === 0 || at.otherwise !== 'refuse'
}

/** How many values somebody changed since. */
export function strangeOf({ rows }: PlanStanding): number {
  return rows.filter(({ is }) => is === 'other').length
}

/** The ways that are open, the likelier first. */
export function waysOf({ noResume, noUndo }: PlanStanding): readonly BackWay[] {
  return [...(noResume ? [] : (['resume'] as const)), ...(noUndo ? [] : (['undo'] as const))]
}

/** How many values a way writes. */
export function countOf({ rows }: PlanStanding, way: BackWay, otherwise: Otherwise): number {
  const wanted = way === 'resume' ? 'before' : 'written'
  return rows.filter(({ is }) => is === wanted || (is === 'other' && otherwise === 'overwrite')).length
}
