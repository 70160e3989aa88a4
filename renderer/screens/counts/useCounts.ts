import { computed, type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { type CountDay, type CountPeriod, countQuery, countRows, stepped, todayQuery, totalOf } from '#common/analysis/peopleCounts.ts'
import { peopleCounted, peopleCounting } from '#common/catalog/analysis/counting.ts'
import { dateTime } from '#common/catalog/time/dateTime.ts'
import { isLacking, knownBy } from '#common/device/capabilities.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { type AnyValues, restore, type ValuesOf } from '#common/schema/infer.ts'
import { bridge } from '../../bridge/index.ts'
import { useTurns } from '../../composables/useTurns.ts'

type Query = ValuesOf<typeof peopleCounted.args>
type Answer = NonNullable<typeof peopleCounted.answer>
type Records = ValuesOf<Answer>['records']

/** What was asked, and what the device told of it. */
interface Told {
  readonly period: CountPeriod
  readonly day: CountDay
  readonly records: Records
  readonly today: Records
}

export interface UseCountsOptions {
  /** Undefined while nobody is signed in. */
  readonly device: MaybeRefOrGetter<DeviceKey | undefined>
  readonly channel: MaybeRefOrGetter<number>
}

/** What a device counted in a period, and today. Asked when one looks, never by itself: each answer stands in the journal. */
export function useCounts({ device, channel }: UseCountsOptions) {
  const turns = useTurns()
  const period = shallowRef<CountPeriod>('day')
  /** Undefined until the device has told its own date. */
  const day = shallowRef<CountDay>()
  const today = shallowRef<CountDay>()
  const told = shallowRef<Told>()
  const isOff = shallowRef(false)
  const hasClock = shallowRef(true)
  const reading = shallowRef(false)
  const error = shallowRef<AppError>()

  const lacks = computed(() => error.value !== undefined && isLacking(knownBy(error.value)))
  const shown = computed(() => told.value && countRows(told.value.period, told.value.day, told.value.records))
  const total = computed(() => totalOf(shown.value?.rows ?? []))
  const totalToday = computed(() => told.value && today.value && totalOf(countRows('day', today.value, told.value.today).rows))

  async function count(key: DeviceKey, query: Query): Promise<Records> {
    const { value } = await bridge.request('actions.run', key, peopleCounted.id, { channel: toValue(channel) }, { ...query })
    return restore(peopleCounted.answer as Answer, (value ?? { records: [] }) as AnyValues).records
  }

  /** The date of the device, that its own hours and days are counted by. */
  async function readToday(key: DeviceKey): Promise<CountDay> {
    try {
      const { value } = await bridge.request('settings.read', key, dateTime.id, {})
      hasClock.value = true
      return restore(dateTime.fields, value as AnyValues)
    } catch {
      hasClock.value = false
      const now = new Date()
      return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() }
    }
  }

  async function readIsOff(key: DeviceKey): Promise<boolean> {
    const rule = await bridge.request('settings.read', key, peopleCounting.id, { channel: toValue(channel) }).catch(() => undefined)
    return (rule?.value as AnyValues | undefined)?.['enabled'] === false
  }

  async function read(): Promise<void> {
    const key = toValue(device)
    if (key === undefined) return
    const isNewest = turns.begin()
    reading.value = true
    error.value = undefined
    try {
      const { year, month, day: date } = await readToday(key)
      const now = { year, month, day: date }
      const asked = { period: period.value, day: day.value ?? now }
      const records = await count(key, countQuery(asked.period, asked.day))
      const ofToday = await count(key, todayQuery(now))
      const off = await readIsOff(key)
      if (!isNewest()) return
      today.value = now
      day.value ??= now
      isOff.value = off
      told.value = { ...asked, records, today: ofToday }
    } catch (thrown) {
      if (!isNewest()) return
      error.value = toAppError(thrown)
      told.value = undefined
    } finally {
      if (isNewest()) reading.value = false
    }
  }

  function look(at: { readonly period?: CountPeriod; readonly day?: CountDay | undefined }): void {
    period.value = at.period ?? period.value
    day.value = at.day ?? day.value
    void read()
  }

  watch([() => toValue(device), () => toValue(channel)], () => void read(), { immediate: true })

  return {
    ...{ period, day, today, told, shown, total, totalToday, isOff, hasClock, lacks, reading, error, read },
    lookAt: (next: CountPeriod) => look({ period: next }),
    goTo: (next: CountDay) => look({ day: next }),
    step: (by: 1 | -1) => day.value && look({ day: stepped(period.value, day.value, by) }),
  }
}
