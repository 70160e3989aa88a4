import type { ServerResponse } from 'node:http'
import { told } from '#common/catalog/alarm/status.ts'
import { encode } from '#common/schema/encode.ts'
import { erase } from '#common/schema/infer.ts'
import { formatLines } from '#common/wire/pairs.ts'
import type { DeviceEvent } from '../inside.ts'
import type { Alarm } from './alarms.ts'

/** Said while there is nothing to tell (manual line 461). */
const waiting = 'Connecting, waiting for alarm message'

/** Where alarms come from. */
export interface FeedPorts {
  readonly watch: (listener: (event: DeviceEvent) => void) => () => void
  /** Somebody listens, until called off. */
  readonly attend: () => () => void
}

/** Tells alarms as parts of a multipart body, as they come, until the signal says that nobody listens any more. */
export function attach(response: ServerResponse, { watch, attend }: FeedPorts, signal: AbortSignal): void {
  response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace; boundary=myboundary', 'Cache-Control': 'no-cache' })
  response.socket?.setNoDelay(true)
  response.write(part(waiting))
  const leave = attend() // what is past is kept, not told
  const unwatch = watch((event) => {
    if (event.type === 'alarm') response.write(part(lineOf(event.alarm)))
  })
  signal.addEventListener('abort', () => {
    leave()
    unwatch()
    response.end()
  })
}

function lineOf(alarm: Alarm): string {
  return formatLines(encode(told, erase({ alarms: [alarm] })))
}

function part(text: string): string {
  return `--myboundary\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}\r\n`
}
