import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { findSetting } from '#common/catalog/index.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import type { SettingSnapshot } from '#common/ipc/contract.ts'
import type { Plan } from '#common/plan/plan.ts'
import { rebase } from '#common/plan/rebase.ts'
import { changesOfDraft, issuesOfDraft } from '#common/schema/draft.ts'
import type { Fields } from '#common/schema/field.ts'
import { type Abilities, abilitiesOf, limitedFields } from '#common/schema/limited.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { AnySetting, Target } from '#common/schema/setting.ts'
import type { SettingChange } from '../../components/plan/usePlanText.ts'
import { bridge } from '../../bridge/index.ts'
import { useTurns } from '../../composables/useTurns.ts'

/** One setting of one target as it was read, and as a person has it now. */
export interface Sheet {
  readonly setting: AnySetting
  readonly target: Target
  readonly snapshot: SettingSnapshot
  readonly had: AnyValues
  readonly draft: AnyValues
}

/** What is shown: a sheet, or why there is none. */
export interface UseSettingsOptions {
  readonly device: MaybeRefOrGetter<DeviceKey>
  /** Id of the setting one looks at. */
  readonly setting: MaybeRefOrGetter<string | undefined>
  readonly target: MaybeRefOrGetter<Target>
  /** What the device told of its own limits. */
  readonly limits: (fields: Fields, target: Target) => Abilities
  /** Resolves when that was told. */
  readonly ready: () => Promise<void>
}

/** The settings of one device: read when looked at, changed in drafts that stay while one looks elsewhere, written together. */
export function useSettings({ device, setting, target, limits, ready }: UseSettingsOptions) {
  const sheets = shallowRef<ReadonlyMap<string, Sheet>>(new Map())
  const errors = shallowRef<ReadonlyMap<string, AppError>>(new Map())
  const reading = shallowRef(false)
  const turns = useTurns()

  const place = computed(() => placeOf(toValue(setting) ?? '', toValue(target)))
  const sheet = computed(() => limited(sheets.value.get(place.value)))
  const error = computed(() => errors.value.get(place.value))
  const issues = computed(() => (sheet.value ? issuesOfDraft(sheet.value) : []))
  const dirty = computed(() => [...sheets.value.values()].filter((one) => changesOf(one).length > 0).flatMap((one) => limited(one) ?? []))
  const changes = computed(() => dirty.value.flatMap(changesOf))
  const wrong = computed(() => dirty.value.flatMap((one) => issuesOfDraft(one).map((issue) => ({ ...issue, sheet: one }))))
  /** What the device said of each setting that was read: where one may look for a value. */
  const said = computed(() => {
    const lines = new Map<string, readonly string[]>()
    for (const {
      setting: { id },
      snapshot,
    } of sheets.value.values())
      lines.set(id, [...(lines.get(id) ?? []), ...snapshot.raw.split(/\r\n|\r|\n/)])
    return lines
  })
  const plan = computed((): Plan | undefined =>
    dirty.value.length === 0 || wrong.value.length > 0
      ? undefined
      : {
          device: toValue(device),
          kind: 'settings',
          changes: dirty.value.map((one) => ({
            setting: one.setting.id,
            target: one.target,
            before: { ...one.had },
            after: { ...one.draft },
          })),
        },
  )

  async function read(): Promise<void> {
    const found = findSetting(toValue(setting) ?? '')
    if (found) await readOne(found, toValue(target))
  }

  /** What a person changed in `kept` is laid over what the device has now. */
  async function readOne(found: AnySetting, aim: Target, kept?: Sheet): Promise<void> {
    const here = placeOf(found.id, aim)
    const isNewest = turns.begin()
    reading.value = true
    await askLimits(found, aim)
    try {
      const snapshot = await bridge.request('settings.read', toValue(device), found.id, aim)
      const had = snapshot.value as AnyValues
      const draft = kept ? rebase(kept.had, kept.draft, had) : had
      sheets.value = new Map(sheets.value).set(here, { setting: found, target: aim, snapshot, had, draft })
      errors.value = without(errors.value, here)
    } catch (thrown) {
      errors.value = new Map(errors.value).set(here, toAppError(thrown))
    } finally {
      if (isNewest()) reading.value = false
    }
  }

  /** With the limits of the device in place of the manual's, as soon as it has told them. */
  function limited(one: Sheet | undefined): Sheet | undefined {
    return one && { ...one, setting: { ...one.setting, fields: limitedFields(one.setting.fields, limits(one.setting.fields, one.target)) } }
  }

  /** Abilities nobody has asked such a device for yet; one that has none keeps the limits of the manual. */
  async function askLimits({ fields }: AnySetting, aim: Target): Promise<void> {
    await ready()
    const known = limits(fields, aim)
    const unknown = abilitiesOf(fields).filter((id) => known[id] === undefined)
    await Promise.allSettled(unknown.map((id) => bridge.request('settings.read', toValue(device), id, channelOf(id, aim))))
  }

  function edit(draft: AnyValues): void {
    const open = sheets.value.get(place.value)
    if (open) sheets.value = new Map(sheets.value).set(place.value, { ...open, draft })
  }

  function discard(): void {
    sheets.value = new Map([...sheets.value].map(([key, one]) => [key, { ...one, draft: one.had }]))
  }

  /** What was written is read anew, the rest when it is looked at. */
  async function forgetRead(): Promise<void> {
    sheets.value = new Map()
    errors.value = new Map()
    await read()
  }

  /** Nobody knows any more what the device has of these: what is looked at or has changes is read anew, the rest when it is looked at. */
  async function outdated(ids: readonly string[] | 'all'): Promise<void> {
    const old = [...sheets.value].filter(([, { setting: one }]) => ids === 'all' || ids.includes(one.id))
    const [kept, gone] = [
      old.filter(([key, one]) => key === place.value || changesOf(one).length > 0),
      old.filter(([key, one]) => key !== place.value && changesOf(one).length === 0),
    ]
    sheets.value = gone.reduce((rest, [key]) => without(rest, key), sheets.value)
    await Promise.all(kept.map(([, one]) => readOne(one.setting, one.target, one)))
  }

  watch(
    place,
    () => {
      if (!sheets.value.has(place.value)) void read()
    },
    { immediate: true },
  )

  return { sheet, error, reading, issues, dirty, changes, wrong, plan, said, read, edit, discard, forgetRead, outdated }
}

/** An ability is asked of the channel the setting is about. */
function channelOf(id: string, { channel }: Target): Target {
  const scope = findSetting(id)?.request.scope
  return scope === 'channel' || scope === 'stream' ? { channel: channel ?? 1 } : {}
}

function placeOf(setting: string, { channel, stream, card, part }: Target): string {
  return [setting, channel, stream, card, part].join(' ')
}

/** What a person changed. */
function changesOf(sheet: Sheet): readonly SettingChange[] {
  return changesOfDraft(sheet).map((change) => ({ ...change, setting: sheet.setting.id }))
}

function without<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const rest = new Map(map)
  rest.delete(key)
  return rest
}
