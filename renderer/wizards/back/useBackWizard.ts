import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { toAppError } from '#common/errors/appError.ts'
import type { Otherwise, PlanStanding } from '#common/plan/standing.ts'
import { bridge } from '#renderer/bridge/index.ts'
import { useTurns } from '#renderer/composables/useTurns.ts'
import { useJobsStore } from '#renderer/stores/jobs.ts'
import { advanceBack, type BackMove, backStart, type BackWay, type BackWizard, isDecided } from './machine.ts'

/** What the wizard asks of the host. */
export interface BackPort {
  standing(job: string): Promise<PlanStanding>
  go(way: BackWay, job: string, otherwise: Otherwise): Promise<{ readonly job: string }>
  leave(job: string): Promise<unknown>
}

const hostPort: BackPort = {
  standing: (job) => bridge.request('plans.standing', job),
  go: (way, job, otherwise) => bridge.request(`plans.${way}`, job, otherwise),
  leave: (job) => bridge.request('plans.leave', job),
}

/** A plan of the journal, to be gone on with, taken back or left: held against its device first. */
export function useBackWizard(job: MaybeRefOrGetter<string>, { port = hostPort }: { readonly port?: BackPort } = {}) {
  const jobs = useJobsStore()
  const turns = useTurns()
  const at = shallowRef<BackWizard>(backStart)
  const writing = shallowRef(false)
  const mayWrite = computed(() => isDecided(at.value) && !writing.value)

  function move(next: BackMove): void {
    at.value = advanceBack(at.value, next)
  }

  async function look(): Promise<void> {
    move({ type: 'retried' })
    const isNewest = turns.begin()
    try {
      const standing = await port.standing(toValue(job))
      if (isNewest()) move({ type: 'read', standing })
    } catch (thrown) {
      if (isNewest()) move({ type: 'failed', error: toAppError(thrown) })
    }
  }

  async function go(way: BackWay): Promise<void> {
    if (!mayWrite.value || at.value.step !== 'look') return
    writing.value = true
    try {
      move({ type: 'wrote', job: (await port.go(way, toValue(job), at.value.otherwise)).job })
    } catch (thrown) {
      move({ type: 'failed', error: toAppError(thrown) })
    } finally {
      writing.value = false
    }
  }

  /** True when it was noted. */
  async function leave(): Promise<boolean> {
    try {
      await port.leave(toValue(job))
      return true
    } catch (thrown) {
      move({ type: 'failed', error: toAppError(thrown) })
      return false
    }
  }

  watch(
    () => toValue(job),
    (id) => {
      if (jobs.byId.get(id)?.state === 'running') move({ type: 'joined', job: id })
      else void look()
    },
    { immediate: true },
  )

  return { at, writing, mayWrite, move, look, go, leave }
}
