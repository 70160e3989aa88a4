import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSightline } from '#node/sightline.ts'
import type { Sightline, SightlineOptions } from '#node/sightlinePort.ts'

export interface SearchingApp {
  readonly handlers: Sightline['handlers']
  /** ms until it holds, looked at whenever the page is told something. */
  timeUntil(what: () => Promise<boolean>): Promise<number>
  close(): Promise<void>
}

/** ms after which a bench gives up. */
const patienceMs = 120_000

/** The whole application on a new site, as it is when a person presses Search for the first time. */
export async function searchingApp(ports: Pick<SightlineOptions, 'mdnsPort' | 'wsPort'> = {}): Promise<SearchingApp> {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-bench-'))
  const waiting = new Set<() => void>()
  const sightline = createSightline({
    host: 'web',
    version: '0',
    folder,
    adapters: ['127.0.0.1'],
    emit: () => waiting.forEach((look) => look()),
    ...ports,
  })
  await sightline.start()
  return {
    handlers: sightline.handlers,
    async timeUntil(what) {
      const start = performance.now()
      while (!(await what())) {
        if (performance.now() - start > patienceMs) return Number.POSITIVE_INFINITY
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer)
            waiting.delete(done)
            resolve()
          }
          const timer = setTimeout(done, 1000)
          waiting.add(done)
        })
      }
      return performance.now() - start
    },
    async close() {
      await sightline.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
