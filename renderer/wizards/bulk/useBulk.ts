import { refThrottled } from '@vueuse/core'
import { computed, onScopeDispose, shallowRef } from 'vue'
import {
  type CompareCell,
  type CompareProgress,
  type CopyProgress,
  type Question,
  usualAtOnce,
  usualReadAtOnce,
} from '#common/bulk/bulk.ts'
import { findSetting } from '#common/catalog/index.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type TargetChoice, targetChoices, targetFor } from '#common/device/targets.ts'
import type { Target } from '#common/schema/setting.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { bridge } from '#renderer/bridge/index.ts'
import { useDevicesStore } from '#renderer/stores/devices.ts'
import { type Chosen, devicesToGive, partsOf, settingRows } from './fieldRows.ts'

/** Which of several of a setting is meant: its alarm inputs, its cards. */
export interface WhichOfSeveral extends TargetChoice {
  readonly axis: 'part' | 'card'
  readonly setting: string
}

export type BulkStep = 'choose' | 'differs' | 'check' | 'write'

/** ms */
const rowsEveryMs = 500

/** The settings of many devices: chosen, read, compared; some of them copied from one to the others. */
export function useBulk(wanted: () => readonly DeviceKey[]) {
  const devices = useDevicesStore()
  const step = shallowRef<BulkStep>('choose')
  const settings = shallowRef<ReadonlySet<string>>(new Set())
  const channel = shallowRef(1)
  const stream = shallowRef(1)
  /** Which of several, where a person chose another than the first. */
  const which = shallowRef<ReadonlyMap<string, Target>>(new Map())
  const atOnce = shallowRef<number | undefined>(usualAtOnce)
  const readAtOnce = shallowRef<number | undefined>(usualReadAtOnce)
  const questions = shallowRef<readonly Question[]>([])
  const cells = shallowRef<readonly CompareCell[]>([])
  const compare = shallowRef<Omit<CompareProgress, 'cells'>>()
  const chosen = shallowRef<Chosen>(new Map())
  const source = shallowRef<DeviceKey>()
  const copy = shallowRef<CopyProgress>()
  const error = shallowRef<AppError>()

  /** Those one is signed in to; the others cannot be asked. */
  const keys = computed(() => wanted().filter((key) => devices.find(key)?.signedInAs !== undefined))
  /** Worked out now and then while answers come in: two hundred devices answer a thousand times a second. */
  const settled = refThrottled(cells, rowsEveryMs)
  const rows = computed(() => settingRows(questions.value, settled.value))
  const given = computed(() => (source.value === undefined ? [] : devicesToGive(rows.value, chosen.value, source.value)))
  const parts = computed(() => partsOf(questions.value, chosen.value))

  const stops = [
    bridge.on('bulk.compareChanged', ({ cells: fresh, ...progress }) => {
      if (progress.compare !== compare.value?.compare) return
      compare.value = progress
      take(fresh)
    }),
    bridge.on('bulk.changed', (now) => {
      if (now.copy === copy.value?.copy) copy.value = now
    }),
  ]
  onScopeDispose(() => {
    stops.forEach((stop) => stop())
    void attempt(() => bridge.request('bulk.stopCompare'))
  })

  /** What is told twice, in the state and as news, is one answer. */
  function take(fresh: readonly CompareCell[]): void {
    const all = new Map([...cells.value, ...fresh].map((cell) => [`${cell.device} ${cell.question}`, cell]))
    cells.value = [...all.values()]
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    error.value = undefined
    await work().catch((thrown: unknown) => (error.value = toAppError(thrown)))
  }

  /** One that is being written, or was checked, is shown again to whoever comes back. */
  const begun = attempt(async () => {
    const now = await bridge.request('bulk.state')
    if (now === null || !('source' in now.request) || (now.state !== 'writing' && now.state !== 'stopping')) return
    copy.value = now
    step.value = 'write'
  })

  /** Whoever has most channels has the one that was chosen. */
  const most = computed(() => {
    const [first] = keys.value.flatMap((key) => devices.find(key) ?? []).sort((a, b) => b.identity.channels - a.identity.channels)
    return first
  })
  const several = computed(() =>
    [...settings.value].flatMap((id): readonly WhichOfSeveral[] => {
      const setting = findSetting(id)
      if (!setting || !most.value) return []
      return targetChoices(setting, most.value).flatMap(({ axis, ...choice }) =>
        axis === 'part' || axis === 'card' ? [{ ...choice, axis, setting: id }] : [],
      )
    }),
  )

  function questionOf(id: string): readonly Question[] {
    const setting = findSetting(id)
    if (!setting || !most.value) return []
    const target = targetFor(setting, most.value, { channel: channel.value, stream: stream.value, ...which.value.get(id) })
    return [{ setting: id, target }]
  }

  async function compareThem(): Promise<void> {
    questions.value = [...settings.value].flatMap(questionOf)
    cells.value = []
    chosen.value = new Map()
    const [first] = keys.value
    source.value ??= first
    const request = { devices: [...keys.value], questions: [...questions.value], atOnce: readAtOnce.value ?? usualReadAtOnce }
    await attempt(async () => {
      const of = request.devices.length * request.questions.length
      const { compare: id } = await bridge.request('bulk.compare', request)
      compare.value = { compare: id, done: 0, of, running: true }
      step.value = 'differs'
      // What was answered before the number was known here was told to nobody.
      const now = await bridge.request('bulk.compared')
      if (now?.compare !== id) return
      const { cells: all, ...progress } = now
      take(all)
      if (progress.done >= (compare.value?.done ?? 0)) compare.value = progress
    })
  }

  async function check(): Promise<void> {
    const from = source.value
    if (from === undefined) return
    const request = { source: from, parts: parts.value, devices: [...given.value], atOnce: atOnce.value ?? usualAtOnce }
    await attempt(async () => {
      const { copy: id } = await bridge.request('bulk.check', request)
      const now = await bridge.request('bulk.state')
      if (now?.copy === id) copy.value = now
      step.value = 'check'
    })
  }

  async function write(): Promise<void> {
    await attempt(async () => {
      await bridge.request('bulk.write')
      step.value = 'write'
    })
  }

  return {
    ...{ step, settings, channel, stream, several, which, atOnce, readAtOnce, chosen, source, copy, compare, error, begun },
    ...{ keys, rows, given, parts },
    ...{ compareThem, check, write },
    stop: () => attempt(() => bridge.request('bulk.stop')),
  }
}
