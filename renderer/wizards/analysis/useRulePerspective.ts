import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import type { DeviceKey } from '#common/device/device.ts'
import { fitCamera } from '#common/perspective/fit.ts'
import type { Perspective } from '#common/perspective/kept.ts'
import { hasSizes, leastOf, withSizes } from '#common/perspective/rule.ts'
import { diff } from '#common/schema/diff.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { bridge } from '#renderer/bridge/index.ts'
import { useTurns } from '#renderer/composables/useTurns.ts'
import type { Rule } from './machine.ts'

export interface RulePerspectiveOptions {
  readonly device: MaybeRefOrGetter<DeviceKey>
  readonly channel: MaybeRefOrGetter<number>
  /** The one that is looked at. */
  readonly rule: MaybeRefOrGetter<Rule | undefined>
}

/** What a technician has marked on the picture of a channel, and what follows from it for the sizes of a rule. */
export function useRulePerspective({ device, channel, rule }: RulePerspectiveOptions) {
  const kept = shallowRef<Perspective>()
  const turns = useTurns()

  watch(
    [() => toValue(device), () => toValue(channel)],
    async ([key, one]) => {
      const isNewest = turns.begin()
      kept.value = undefined
      // Without it sizes are typed and drawn; its own screen says what is wrong with it.
      const found = await bridge.request('perspective.read', key, one).catch(() => null)
      if (isNewest()) kept.value = found ?? undefined
    },
    { immediate: true },
  )

  const fit = computed(() => {
    const found = kept.value && fitCamera(kept.value.marks, kept.value.lens)
    return typeof found === 'string' ? undefined : found
  })
  const asks = computed(() => hasSizes(toValue(rule)?.setting.fields ?? {}))
  /** The rule at hand with the sizes that follow; undefined where nothing would change. */
  const filled = computed((): AnyValues | undefined => {
    const [at, marked] = [toValue(rule), kept.value]
    if (!at || !marked || !fit.value) return undefined
    const { marks, target } = marked
    const next = withSizes(at.setting.fields, at.draft, { camera: fit.value.camera, marks, target })
    return diff(at.setting.fields, at.draft, next).length > 0 ? next : undefined
  })

  return {
    fit,
    filled,
    /** The rule has sizes a perspective can tell. */
    asks,
    /** m; nothing where the rule has no sizes. */
    target: computed(() => (asks.value ? kept.value?.target : undefined)),
    marks: computed(() => kept.value?.marks.length ?? 0),
    /** The smallest target the rule takes. */
    least: computed(() => {
      const at = toValue(rule)
      return at && leastOf(at.setting.fields, at.draft)
    }),
  }
}
