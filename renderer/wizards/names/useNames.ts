import { computed, onScopeDispose, shallowRef } from 'vue'
import { type CopyProgress, usualAtOnce } from '#common/bulk/bulk.ts'
import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import { type AppError, toAppError } from '#common/errors/appError.ts'
import { nameIssues, type NamePlace } from '#common/naming/places.ts'
import { askedWords, nameFrom, templateFault } from '#common/naming/template.ts'
import type { Issue } from '#common/schema/field.ts'
import { bridge } from '#renderer/bridge/index.ts'
import { nameOf } from '#renderer/components/devices/deviceWords.ts'
import { useDevicesStore } from '#renderer/stores/devices.ts'

export type NamesStep = 'name' | 'check' | 'write'

/** One device and what it is to be called. */
export interface NameRow {
  readonly device: DeviceSummary
  readonly name: string
  /** Typed for this device alone. */
  readonly isTyped: boolean
  readonly issue?: Issue | 'empty'
  /** Another that would be called the same: a person may want that. */
  readonly twin?: DeviceSummary
}

/** Names for many devices from one template: filled in here, checked and written by the host, each device by a plan of its own. */
export function useNames(wanted: () => readonly DeviceKey[]) {
  const devices = useDevicesStore()
  const step = shallowRef<NamesStep>('name')
  const template = shallowRef('{site}-{building}-{nn}')
  const words = shallowRef<Readonly<Record<string, string>>>({})
  const first = shallowRef<number | undefined>(1)
  const places = shallowRef<readonly NamePlace[]>(['device'])
  const typed = shallowRef<ReadonlyMap<DeviceKey, string>>(new Map())
  const copy = shallowRef<CopyProgress>()
  const error = shallowRef<AppError>()

  /** Those one is signed in to, as they were chosen; the others cannot be asked. */
  const named = computed(() =>
    wanted()
      .flatMap((key) => devices.find(key) ?? [])
      .filter(({ signedInAs }) => signedInAs !== undefined),
  )
  const fault = computed(() => templateFault(template.value))
  const asked = computed(() => askedWords(template.value))
  /** Words nobody has said yet. */
  const unsaid = computed(() => asked.value.filter((word) => (words.value[word] ?? '').trim() === ''))

  const rows = computed((): readonly NameRow[] => {
    const names = named.value.map((device, index) => {
      const about = { name: nameOf(device), model: device.identity.model, address: device.endpoint.address }
      return typed.value.get(device.key) ?? nameFrom(template.value, words.value, about, (first.value ?? 1) + index)
    })
    return named.value.map((device, index): NameRow => {
      const name = names[index] ?? ''
      const [issue] = name === '' ? (['empty'] as const) : nameIssues(name, places.value)
      const twin = named.value.find((_, at) => at !== index && names[at] === name)
      return { device, name, isTyped: typed.value.has(device.key), ...(issue ? { issue } : {}), ...(twin && name !== '' ? { twin } : {}) }
    })
  })

  const stop = bridge.on('bulk.changed', (now) => {
    if (now.copy === copy.value?.copy) copy.value = now
  })
  onScopeDispose(stop)

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    error.value = undefined
    await work().catch((thrown: unknown) => (error.value = toAppError(thrown)))
  }

  /** One that is being written is shown again to whoever comes back. */
  void attempt(async () => {
    const now = await bridge.request('bulk.state')
    if (now === null || !('names' in now.request) || (now.state !== 'writing' && now.state !== 'stopping')) return
    copy.value = now
    step.value = 'write'
  })

  return {
    ...{ step, template, words, first, places, copy, error, named, fault, asked, unsaid, rows },
    say: (word: string, text: string) => (words.value = { ...words.value, [word]: text }),
    put: (place: NamePlace, on: boolean) => (places.value = [...places.value.filter((one) => one !== place), ...(on ? [place] : [])]),
    /** A name of its own; undefined: the template's again. */
    type(device: DeviceKey, name: string | undefined): void {
      const next = new Map(typed.value)
      if (name === undefined) next.delete(device)
      else next.set(device, name)
      typed.value = next
    },
    check: () =>
      attempt(async () => {
        const names = rows.value.map(({ device, name }) => ({ device: device.key, name }))
        const { copy: id } = await bridge.request('bulk.name', { names, places: [...places.value], atOnce: usualAtOnce })
        const now = await bridge.request('bulk.state')
        if (now?.copy === id) copy.value = now
        step.value = 'check'
      }),
    write: () =>
      attempt(async () => {
        await bridge.request('bulk.write')
        step.value = 'write'
      }),
    halt: () => attempt(() => bridge.request('bulk.stop')),
  }
}
