import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import PQueue from 'p-queue'
import type { CompareCell, CompareProgress, CompareRequest } from '#common/bulk/bulk.ts'
import { findSetting } from '#common/catalog/index.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { fail, toAppError } from '#common/errors/appError.ts'
import { erase } from '#common/schema/infer.ts'
import { isLackedBy } from '#common/schema/setting.ts'
import { veil } from '#common/schema/veil.ts'
import type { LearntCapabilities } from '../devices/capabilities.ts'
import type { Registry } from '../devices/registry.ts'
import { throttle } from '../throttle.ts'

/** Reads the same settings of many devices, some side by side. One comparison at a time: the next ends the one before. */
export interface Comparison {
  start(request: CompareRequest): { readonly compare: string }
  stop(): void
  /** The latest, with all its answers. */
  state(): CompareProgress | null
}

export interface ComparePorts {
  readonly registry: Pick<Registry, 'open' | 'troubled'>
  readonly capabilities: Pick<LearntCapabilities, 'noteRead' | 'noteFailed'>
  /** Told with the answers since it was told last. */
  compared(progress: CompareProgress): void
}

/** ms between two tellings. */
const tellMs = 100

export function createComparison({ registry, capabilities, compared }: ComparePorts): Comparison {
  let stop = new AbortController()
  let latest: { readonly compare: string; readonly progress: (from: number) => CompareProgress } | undefined

  async function read(device: DeviceKey, question: number, { questions }: CompareRequest, signal: AbortSignal): Promise<CompareCell> {
    const asked = questions[question] ?? fail({ kind: 'bug', message: 'no such question' })
    const setting = findSetting(asked.setting) ?? fail({ kind: 'bug', message: `no setting ${asked.setting}` })
    try {
      const { client, identity } = registry.open(device)
      if (isLackedBy(identity.series, setting, asked.target)) return { device, question }
      const { value } = await client.get(setting, asked.target, { signal })
      capabilities.noteRead(device, setting.id, asked.target, erase(value))
      return { device, question, value: veil(setting.fields, erase(value)) }
    } catch (thrown) {
      const error = { deviceId: device, ...toAppError(thrown) }
      if (error.kind !== 'cancelled') {
        registry.troubled(device, error)
        capabilities.noteFailed(device, setting.id, error)
      }
      return { device, question, error }
    }
  }

  return {
    start(request) {
      stop.abort()
      stop = new AbortController()
      const { signal } = stop
      setMaxListeners(0, signal) // one for each question that waits
      const compare = randomUUID()
      const of = request.devices.length * request.questions.length
      const queue = new PQueue({ concurrency: request.atOnce })
      let told = 0
      const cells: CompareCell[] = []

      const progress = (from: number): CompareProgress => ({
        ...{ compare, of, done: cells.length },
        running: !signal.aborted && cells.length < of,
        cells: cells.slice(from),
      })
      const news = throttle(() => {
        if (latest?.compare !== compare) return
        const from = told
        told = cells.length
        compared(progress(from))
      }, tellMs)
      // A device is asked its questions side by side: its client allows as many at once as it bears.
      for (const device of request.devices)
        void queue.add(async () => {
          if (signal.aborted) return
          await Promise.all(
            request.questions.map(async (_, question) => {
              const cell = await read(device, question, request, signal)
              if (signal.aborted) return
              cells.push(cell)
              news.call()
            }),
          )
        })
      signal.addEventListener('abort', () => news.call())
      latest = { compare, progress }
      return { compare }
    },
    stop: () => stop.abort(),
    state: () => latest?.progress(0) ?? null,
  }
}
