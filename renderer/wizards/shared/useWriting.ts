import { type Ref, shallowRef } from 'vue'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import type { Finding, Plan } from '#common/plan/plan.ts'
import type { Turns } from '#renderer/composables/useTurns.ts'
import type { PlanPort } from './planPort.ts'

/** What the host said, as a move of the wizard that asked. */
export type WritingMove =
  | { readonly type: 'retried' }
  | { readonly type: 'checked'; readonly findings: readonly Finding[] }
  | { readonly type: 'wrote'; readonly job: string }
  | { readonly type: 'failed'; readonly error: AppError }

export interface WritingOptions {
  readonly port: PlanPort
  /** Undefined while there is nothing to write. */
  readonly plan: Readonly<Ref<Plan | undefined>>
  readonly isReviewing: () => boolean
  readonly mayWrite: () => boolean
  readonly move: (next: WritingMove) => void
  /** The wizard's own: a check that was overtaken says nothing. */
  readonly turns: Turns
}

/** From review to the plan under way, the same in every wizard: every move is the machine's. */
export function useWriting({ port, plan, isReviewing, mayWrite, move, turns }: WritingOptions) {
  const writing = shallowRef(false)

  async function check(): Promise<void> {
    move({ type: 'retried' })
    if (!isReviewing() || !plan.value) return
    const isNewest = turns.begin()
    try {
      const findings = await port.check(plan.value)
      if (isNewest()) move({ type: 'checked', findings })
    } catch (thrown) {
      if (isNewest()) move({ type: 'failed', error: toAppError(thrown) })
    }
  }

  async function write(): Promise<void> {
    if (!plan.value || !mayWrite() || writing.value) return
    writing.value = true
    try {
      move({ type: 'wrote', job: (await port.run(plan.value)).job })
    } catch (thrown) {
      move({ type: 'failed', error: toAppError(thrown) })
    } finally {
      writing.value = false
    }
  }

  return { writing, check, write }
}
