import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { findSetting } from '#common/catalog/index.ts'
import { type DeviceSummary } from '#common/device/device.ts'
import { targetFor } from '#common/device/targets.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { leastOf, type Sizing, withSizes } from '#common/perspective/rule.ts'
import type { Plan } from '#common/plan/plan.ts'
import { diff } from '#common/schema/diff.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import { bridge } from '../../bridge/index.ts'
import type { SettingChange } from '../../components/plan/usePlanText.ts'
import { useTurns } from '../../composables/useTurns.ts'

export interface UseRuleSizesOptions {
  readonly device: MaybeRefOrGetter<DeviceSummary | undefined>
  readonly channel: MaybeRefOrGetter<number>
  /** Id of the setting the rule is in. */
  readonly rule: MaybeRefOrGetter<string | undefined>
  /** Undefined while no camera follows from the marks. */
  readonly sizing: MaybeRefOrGetter<Sizing | undefined>
}

/** The sizes of one rule: as the device has them, and as they follow from a perspective once a person wants that. */
export function useRuleSizes({ device, channel, rule, sizing }: UseRuleSizesOptions) {
  const had = shallowRef<AnyValues>()
  const draft = shallowRef<AnyValues>()
  const error = shallowRef<AppError>()
  const turns = useTurns()

  const setting = computed(() => findSetting(toValue(rule) ?? ''))
  const aim = computed(() => {
    const [found, one] = [setting.value, toValue(device)]
    return found && one ? targetFor(found, one, { channel: toValue(channel) }) : {}
  })
  const changes = computed((): readonly SettingChange[] => {
    const found = setting.value
    if (!found || !had.value || !draft.value) return []
    return diff(found.fields, had.value, draft.value).map((change) => ({ ...change, setting: found.id }))
  })
  const plan = computed((): Plan | undefined => {
    const [found, key] = [setting.value, toValue(device)?.key]
    if (!found || key === undefined || !had.value || !draft.value || changes.value.length === 0) return undefined
    return {
      device: key,
      kind: 'settings',
      changes: [{ setting: found.id, target: aim.value, before: { ...had.value }, after: { ...draft.value } }],
    }
  })

  async function read(): Promise<void> {
    const isNewest = turns.begin()
    const [found, key] = [setting.value, toValue(device)?.key]
    had.value = undefined
    draft.value = undefined
    error.value = undefined
    if (!found || key === undefined) return
    try {
      const { value } = await bridge.request('settings.read', key, found.id, aim.value)
      if (isNewest()) had.value = value as AnyValues
    } catch (thrown) {
      if (isNewest()) error.value = toAppError(thrown)
    }
  }

  watch([() => setting.value?.id, () => toValue(device)?.key, () => toValue(channel)], read, { immediate: true })

  return {
    setting,
    had,
    error,
    changes,
    plan,
    /** The smallest target it takes, with what was filled in. */
    least: computed(() => (setting.value && had.value ? leastOf(setting.value.fields, draft.value ?? had.value) : undefined)),
    /** False where the device has none of the sizes, or has them already. */
    mayFill: computed(() => {
      const [found, by, now] = [setting.value, toValue(sizing), draft.value ?? had.value]
      return (
        found !== undefined && by !== undefined && now !== undefined && diff(found.fields, now, withSizes(found.fields, now, by)).length > 0
      )
    }),
    fill(): void {
      const [found, by] = [setting.value, toValue(sizing)]
      if (found && by && had.value) draft.value = withSizes(found.fields, had.value, by)
    },
    discard(): void {
      draft.value = undefined
    },
    read,
  }
}
