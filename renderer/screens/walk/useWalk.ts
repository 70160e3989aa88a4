import { useNow } from '@vueuse/core'
import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { analyses } from '#common/analysis/analyses.ts'
import { figuresOf } from '#common/analysis/figures.ts'
import { findSetting } from '#common/catalog/index.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { countsOf, itemOf, type WalkLine, type WalkResult } from '#common/walk/walk.ts'
import { bridge } from '../../bridge/index.ts'
import type { Drawn } from '../../components/picture/drawn.ts'
import { useWalkStore } from '../../stores/walk.ts'

/** The walk test of one device, as its screen shows it. */
export function useWalk(device: MaybeRefOrGetter<DeviceKey>) {
  const { t } = useI18n()
  const store = useWalkStore()
  const now = useNow({ interval: 200 })
  const error = shallowRef<AppError>()
  const starting = shallowRef(false)
  /** Rules as drawn, by setting. */
  const rules = shallowRef<ReadonlyMap<string, AnyValues>>(new Map())
  const earlier = shallowRef<readonly WalkResult[]>([])

  const state = computed(() => (store.state?.device === toValue(device) ? store.state : null))
  /** The device whose test runs meanwhile: to begin another ends it. */
  const elsewhere = computed(() => (store.state && !state.value ? store.state.device : undefined))
  const lines = computed(() => state.value?.lines ?? [])
  const walking = computed(() => {
    const at = state.value?.walking
    const line = lines.value.find(({ id }) => id === at?.line)
    if (!at || !line) return undefined
    const ms = now.value.getTime()
    const isCounting = ms < at.goAt
    return { line, isCounting, seconds: Math.max(0, Math.ceil(((isCounting ? at.goAt : at.until) - ms) / 1000)) }
  })
  const counts = computed(() => countsOf(lines.value))

  /** Zones of every rule of the test; the one that is walked is chosen. */
  const figures = computed((): readonly Drawn[] =>
    [...rules.value].flatMap(([setting, values]) => {
      const fields = findSetting(setting)?.fields ?? {}
      return figuresOf(fields, values).flatMap((figure): readonly Drawn[] => {
        const own = lines.value.filter((line) => itemOf(line) === figure.item && line.setting === setting)
        const [line] = own
        if (!line || figure.points.length === 0) return []
        const [way, ...others] = new Set(own.filter(({ expects }) => expects === 'alarm').map((one) => one.way))
        const counted = others.length > 0 ? 'both' : way
        return [
          {
            id: `${setting} ${figure.item ?? ''}`,
            label: nameOf(line),
            shape: figure.shape,
            points: figure.points,
            stored: [],
            min: figure.min,
            max: figure.max,
            ...(counted ? { counts: counted } : {}),
          },
        ]
      })
    }),
  )
  const chosen = computed(() => {
    const line = walking.value?.line
    return line && `${line.setting} ${itemOf(line) ?? ''}`
  })

  /** `Tripwire 1`, without its way. */
  function nameOf({ setting, number }: WalkLine): string {
    const rule = analyses.find((analysis) => analysis.setting.id === setting)?.setting.title ?? setting
    return number === undefined ? rule : t('walk.line.region', { rule, n: number })
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    error.value = undefined
    await work().catch((thrown: unknown) => (error.value = toAppError(thrown)))
  }

  /** From the beginning, or with what an earlier test has found. */
  async function start(channel: number, before?: WalkResult): Promise<void> {
    starting.value = true
    await attempt(() => bridge.request('walk.start', toValue(device), before?.channel ?? channel, before?.startedAt ?? null))
    starting.value = false
  }

  async function readRules(): Promise<void> {
    const read = new Map<string, AnyValues>()
    const { channel } = state.value ?? { channel: 1 }
    for (const setting of new Set(lines.value.map((line) => line.setting))) {
      const target = findSetting(setting)?.request.scope === 'device' ? {} : { channel }
      await bridge.request('settings.read', toValue(device), setting, target).then(
        ({ value }) => read.set(setting, value as AnyValues),
        () => undefined, // its zone is not shown; what the test found is
      )
    }
    rules.value = read
  }

  async function readEarlier(): Promise<void> {
    const key = toValue(device)
    if (key !== '') await attempt(async () => (earlier.value = (await bridge.request('walk.results', key)).toReversed()))
  }

  watch(
    () => state.value?.startedAt,
    () => {
      if (state.value) void readRules()
      else void readEarlier()
    },
    { immediate: true },
  )

  return {
    ...{ state, elsewhere, lines, walking, counts, figures, chosen, error, starting, earlier },
    ...{ nameOf, start },
    go: (line: string, countdown: number, window: number) => attempt(() => bridge.request('walk.go', line, countdown, window)),
    halt: () => attempt(() => bridge.request('walk.halt')),
    judge: (line: string, passed: boolean | null, note: string) => attempt(() => bridge.request('walk.judge', line, passed, note)),
    end: () => attempt(() => bridge.request('walk.end')),
  }
}
