import { supportedAbility } from '#common/catalog/analysis/supported.ts'
import { settings as allSettings } from '#common/catalog/index.ts'
import {
  type Asking,
  type Capabilities,
  kindOf,
  type Known,
  knownBy,
  knownByList,
  limiting,
  placeOfAbility,
} from '#common/device/capabilities.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { targetFor } from '#common/device/targets.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import type { AnySetting, Target } from '#common/schema/setting.ts'
import type { ModelFiles } from '../storage/modelFiles.ts'
import type { Registry } from './registry.ts'

/** What devices have, learnt from what they answer, remembered by model and firmware. */
export interface LearntCapabilities {
  of(key: DeviceKey): Capabilities
  /** A setting was read. */
  noteRead(key: DeviceKey, setting: string, target: Target, value: AnyValues): void
  /** A setting was asked for, and this came of it. */
  noteFailed(key: DeviceKey, setting: string, error: AppError): void
  /** Somebody signed in: a kind nobody knows is asked for the list of its analyses, with one request. */
  look(key: DeviceKey): Promise<void>
  /**
   * Asks a device for everything of its product line that nobody has asked such a device for: as many at once as it has connections
   * and never one more, so that what a person asks for meanwhile is next.
   */
  ask(key: DeviceKey): Promise<void>
  stop(key: DeviceKey): void
  /** Devices that are being asked now. */
  asking(): readonly Asking[]
  /** Resolves when all is on the disk, or refused. */
  close(): Promise<void>
}

export interface CapabilityPorts {
  readonly registry: Pick<Registry, 'open' | 'find' | 'troubled'>
  readonly files: ModelFiles
  /** A client has so many to its device. */
  readonly connections: number
  changed(known: Capabilities): void
  askingChanged(asking: readonly Asking[]): void
}

export async function learnCapabilities({
  registry,
  files,
  connections,
  changed,
  askingChanged,
}: CapabilityPorts): Promise<LearntCapabilities> {
  const kinds = new Map<string, Capabilities>()
  const asking = new Map<DeviceKey, { readonly abort: AbortController; readonly progress: Asking }>()
  let written: Promise<void> = Promise.resolve()
  for (const known of await files.readAll()) kinds.set(kindOf(known), known)

  function of(key: DeviceKey): Capabilities {
    const { identity } = registry.find(key) ?? fail({ kind: 'unknownDevice', deviceId: key })
    const { model, firmware } = identity
    return kinds.get(kindOf(identity)) ?? { model, firmware, settings: {}, abilities: {} }
  }

  /** A disk that refuses costs a few questions at the next visit. */
  function learn(key: DeviceKey, news: Readonly<Record<string, Known>>, said: Capabilities['abilities'] = {}): void {
    const known = of(key)
    if (known.model === '' || (holds(known.settings, news) && holds(known.abilities, said))) return
    const next = { ...known, settings: { ...known.settings, ...news }, abilities: { ...known.abilities, ...said } }
    kinds.set(kindOf(next), next)
    changed(next)
    written = written.then(() => files.write(kinds.get(kindOf(next)) ?? next)).catch(() => undefined)
  }

  function noteRead(key: DeviceKey, setting: string, target: Target, value: AnyValues): void {
    learn(key, { [setting]: 'has' }, limiting.has(setting) ? { [placeOfAbility(setting, target)]: { ...value } } : {})
  }

  function noteFailed(key: DeviceKey, setting: string, error: AppError): void {
    const known = knownBy(error)
    if (known !== undefined) learn(key, { [setting]: known })
  }

  async function read(key: DeviceKey, setting: AnySetting, signal?: AbortSignal): Promise<void> {
    const { client, identity } = registry.open(key)
    try {
      const target = targetFor(setting, { identity }, {})
      const { value } = await client.get(setting, target, signal ? { signal } : {})
      noteRead(key, setting.id, target, erase(value))
    } catch (thrown) {
      noteFailed(key, setting.id, toAppError(thrown))
      throw thrown
    }
  }

  function tellAsking(): void {
    askingChanged([...asking.values()].map(({ progress }) => progress))
  }

  return {
    of,
    noteRead,
    noteFailed,
    async look(key) {
      const { client, identity } = registry.open(key)
      const isCamera = supportedAbility.series?.includes(identity.series) === true
      if (!isCamera || of(key).settings[supportedAbility.id] !== undefined) return
      try {
        const { value } = await client.get(supportedAbility, { channel: 1 })
        learn(key, { ...knownByList(value), [supportedAbility.id]: 'has' })
      } catch (thrown) {
        noteFailed(key, supportedAbility.id, toAppError(thrown))
      }
    },
    async ask(key) {
      if (asking.has(key)) return
      const { identity } = registry.open(key)
      const known = of(key).settings
      const unknown = allSettings.filter(({ id, series }) => (series?.includes(identity.series) ?? true) && known[id] === undefined)
      const abort = new AbortController()
      const tell = (done: number) => {
        asking.set(key, { abort, progress: { device: key, done, of: unknown.length } })
        tellAsking()
      }
      const left = unknown.values()
      let done = 0
      async function askOn(): Promise<void> {
        for (const setting of left) {
          if (abort.signal.aborted) return
          await read(key, setting, abort.signal).catch((thrown: unknown) => {
            if (ends(toAppError(thrown))) abort.abort(thrown)
          })
          done += 1
          tell(done)
        }
      }
      tell(done)
      try {
        await Promise.all(Array.from({ length: connections }, askOn))
        abort.signal.throwIfAborted()
      } catch (thrown) {
        const error = toAppError(thrown)
        registry.troubled(key, error)
        if (error.kind !== 'cancelled') throw thrown
      } finally {
        asking.delete(key)
        tellAsking()
      }
    },
    stop(key) {
      asking.get(key)?.abort.abort()
    },
    asking: () => [...asking.values()].map(({ progress }) => progress),
    async close() {
      for (const { abort } of asking.values()) abort.abort()
      await written
    },
  }
}

/** Nothing more is to be learnt from this device now. */
function ends({ kind }: AppError): boolean {
  return kind !== 'device' && kind !== 'http' && kind !== 'malformed'
}

/** Nothing of it is news: most answers of many devices of a kind are not. */
function holds(known: Readonly<Record<string, unknown>>, news: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(news).every(([name, value]) => JSON.stringify(known[name]) === JSON.stringify(value))
}
