import type { ServerResponse } from 'node:http'
import type { Clock } from '../clock/clock.ts'
import { partMs, type SoundEncoder, soundOf } from './tone.ts'

/** A listener slower than this many bytes behind, eight seconds of G.711, is dropped. */
const maxBehind = 64_000

/** Sends what is heard as multipart (manual 2.9.1.1), each part once it is over, until the signal says that nobody listens any more. */
export function playSound(
  response: ServerResponse,
  { encoder, volume }: { readonly encoder: SoundEncoder; /** [0, 100] */ readonly volume: number },
  signal: AbortSignal,
  clock: Clock,
): void {
  response.writeHead(200, {
    'Content-Type': 'multipart/x-mixed-replace; boundary=myboundary',
    'Cache-Control': 'no-cache',
    Pragma: 'no-cache',
  })
  response.flushHeaders()
  response.socket?.setNoDelay(true)
  let next = Math.floor(clock.now() / partMs)
  let cancel: (() => void) | undefined

  function send(): void {
    for (; (next + 1) * partMs <= clock.now(); next += 1) write(soundOf(next, encoder, volume))
    if (response.writableLength > maxBehind) response.destroy()
    else cancel = clock.later((next + 1) * partMs - clock.now(), send)
  }

  function write(sound: Uint8Array): void {
    response.cork()
    response.write(`--myboundary\r\nContent-Type: audio/${encoder.toLowerCase()}\r\nContent-Length: ${sound.length}\r\n\r\n`)
    response.write(sound)
    response.write('\r\n')
    response.uncork()
  }

  signal.addEventListener('abort', () => {
    cancel?.()
    response.end()
  })
  send()
}
