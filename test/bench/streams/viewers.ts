import { setMaxListeners } from 'node:events'
import { type Viewed, watchStream } from './viewer.ts'

/** What the viewers' process is told: where the streams are. */
export interface ViewersStart {
  readonly streams: readonly string[]
}

/** All viewers in a process of their own; told anything later, it answers what each met since it was asked last. */
export function runViewers(): void {
  process.once('message', ({ streams }: ViewersStart) => void watch(streams))
}

async function watch(streams: readonly string[]): Promise<void> {
  const { signal } = new AbortController()
  setMaxListeners(0, signal) // one for each request under way
  const viewers = await Promise.all(streams.map((stream) => watchStream(stream, signal)))
  process.on('message', () => {
    process.send?.(viewers.map((viewer) => viewer.viewed()) satisfies readonly Viewed[])
    for (const viewer of viewers) viewer.reset()
  })
  process.send?.('watching')
}
