import { computed, onMounted, shallowRef, toValue, type MaybeRefOrGetter } from 'vue'
import { ntp } from '#common/catalog/time/ntp.ts'
import { timeZone, timeZoneAbility } from '#common/catalog/time/timeZone.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import type { ClockMeasurement } from '#common/time/measurement.ts'
import { bridge } from '#renderer/bridge/index.ts'
import { type AskSetting, readIfThere, readSetting } from '#renderer/composables/readSetting.ts'
import { openJob } from '#renderer/composables/useJob.ts'
import { useTurns } from '#renderer/composables/useTurns.ts'
import { useJobsStore } from '#renderer/stores/jobs.ts'
import { type PlanPort, planPort } from '../shared/planPort.ts'
import { useWriting } from '../shared/useWriting.ts'
import {
  advanceTime,
  choosingIn,
  countOfTime,
  isTimeEdited,
  mayWriteTime,
  timeChangesOf,
  type TimeDocs,
  timeIssuesOf,
  timeKeptOf,
  type TimeMove,
  timePlan,
  timeStart,
  type TimeWizard,
} from './machine.ts'

export interface UseTimeWizardOptions {
  readonly port?: PlanPort
  readonly ask?: AskSetting
  readonly measure?: (device: DeviceKey) => Promise<ClockMeasurement>
}

/** The time wizard of one device: measures, checks and writes through the host; every move is the machine's. */
export function useTimeWizard(
  deviceKey: MaybeRefOrGetter<DeviceKey>,
  { port = planPort, ask, measure = (device) => bridge.request('time.measure', device) }: UseTimeWizardOptions = {},
) {
  const jobs = useJobsStore()
  const turns = useTurns()
  const at = shallowRef<TimeWizard>(timeStart)
  const measuringSince = shallowRef<number>()
  const measureError = shallowRef<AppError>()
  /** Names of the device's own list of zones; undefined where it has none. */
  const known = shallowRef<readonly string[]>()

  const choosing = computed(() => choosingIn(at.value))
  const changes = computed(() => timeChangesOf(at.value))
  const kept = computed(() => timeKeptOf(at.value))
  const issues = computed(() => timeIssuesOf(at.value))
  const count = computed(() => countOfTime(at.value))
  const plan = computed(() => timePlan(at.value, toValue(deviceKey)))
  const mayGoToReview = computed(() => count.value > 0 && issues.value.length === 0)
  const wouldLose = computed(() => isTimeEdited(at.value))

  const { writing, check, write } = useWriting({
    port,
    plan,
    isReviewing: () => at.value.step === 'review',
    mayWrite: () => mayWriteTime(at.value),
    move,
    turns,
  })

  function move(next: TimeMove): void {
    at.value = advanceTime(at.value, next)
  }

  /** Settings first, then the clock: the device answers one question after the other, and the measurement wants it for itself. */
  async function begin(): Promise<void> {
    move({ type: 'retried' })
    const isNewest = turns.begin()
    const device = toValue(deviceKey)
    measuringSince.value = Date.now()
    try {
      const zone = await readSetting(device, timeZone, ask)
      const [server, names] = await Promise.all([readIfThere(device, ntp, ask), readIfThere(device, timeZoneAbility, ask)])
      const measured = await measure(device)
      if (!isNewest()) return
      known.value = names?.zones.map(({ name }) => name)
      const docs: TimeDocs = { zone, ...(server ? { ntp: server } : {}) }
      move({ type: 'measured', docs, measured })
    } catch (thrown) {
      if (isNewest()) move({ type: 'failed', error: toAppError(thrown) })
    } finally {
      if (isNewest()) measuringSince.value = undefined
    }
  }

  async function measureAgain(): Promise<void> {
    const isNewest = turns.begin()
    measuringSince.value = Date.now()
    measureError.value = undefined
    try {
      const measured = await measure(toValue(deviceKey))
      if (isNewest()) move({ type: 'measuredAgain', measured })
    } catch (thrown) {
      if (isNewest()) measureError.value = toAppError(thrown)
    } finally {
      measuringSince.value = undefined
    }
  }

  async function review(): Promise<void> {
    move({ type: 'went', to: 'review' })
    await check()
  }

  function choose(): void {
    turns.drop()
    move({ type: 'went', to: 'choose' })
  }

  onMounted(() => {
    const open = openJob(jobs.byId.values(), toValue(deviceKey), 'time')
    if (open) move({ type: 'joined', job: open.job })
    else void begin()
  })

  return {
    ...{ at, choosing, changes, kept, issues, count, plan, known, mayGoToReview, wouldLose, writing, measuringSince, measureError },
    ...{ move, begin, measureAgain, review, choose, check, write },
  }
}
