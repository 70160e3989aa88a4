import type { JobProgress, Seen } from '#common/plan/plan.ts'
import type { Kind } from '#renderer/components/base/kind.ts'

/** How both ends of a move stand: a key of `network.path`, and its shape. */
export interface PathState {
  readonly from: { readonly kind: Kind; readonly word: string; readonly atMs?: number }
  readonly to: { readonly kind: Kind; readonly word: string }
  readonly reach: 'none' | 'half' | 'whole'
}

/** True for a plan that moves its device: it has a step that looks for it. */
export function moves({ steps }: JobProgress): boolean {
  return steps.some((step) => step.kind === 'findAgain')
}

/** What the steps and what was seen say about the old and the new address. */
export function pathOf({ steps, seen, error }: JobProgress): PathState {
  const looking = steps.find((step) => step.kind === 'findAgain')
  const same = steps.find((step) => step.kind === 'sameDevice')
  const silent = lastSeen(seen, 'oldSilent')
  const from: PathState['from'] =
    silent === undefined
      ? { kind: 'ok', word: looking?.state === 'waits' ? 'here' : 'left' }
      : { kind: 'off', word: 'silent', atMs: silent.atMs }
  if (error?.kind === 'impostor' || lastSeen(seen, 'impostor')) return { from, to: { kind: 'fail', word: 'impostor' }, reach: 'half' }
  if (same?.state === 'done')
    return { from: silent ? from : { kind: 'off', word: 'left' }, to: { kind: 'ok', word: 'proven' }, reach: 'whole' }
  if (looking?.state === 'failed') return { from, to: { kind: 'warn', word: 'lost' }, reach: 'half' }
  if (looking?.state === 'busy' || looking?.state === 'done') {
    const told = lastSeen(seen, 'identity') ?? lastSeen(seen, 'bonjour') ?? lastSeen(seen, 'answers')
    return { from, to: { kind: 'busy', word: told?.what ?? 'looking' }, reach: 'half' }
  }
  return { from, to: { kind: 'wait', word: 'waits' }, reach: 'none' }
}

function lastSeen(seen: readonly Seen[], what: Seen['what']): Seen | undefined {
  return seen.findLast((one) => one.what === what)
}
