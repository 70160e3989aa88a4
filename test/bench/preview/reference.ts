import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { httpVideo } from '#common/catalog/stream/live.ts'
import type { Endpoint } from '#common/device/device.ts'
import { createAttemptBudget } from '#node/client/budget.ts'
import { createClient } from '#node/client/client.ts'
import { readParts } from '#node/live/multipart.ts'

export interface Reference {
  /** ms of CPU ffmpeg has used; `undefined` where the system does not tell. */
  cpuMs(): number | undefined
  stop(): void
}

/** What most would do: `ffmpeg -c copy -f hls` into a folder a page reads, from the same camera. */
export async function startReference(
  camera: Endpoint,
  account: { readonly user: string; readonly password: string },
  folder: string,
): Promise<Reference> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const client = createClient(camera, { budget: createAttemptBudget() })
  await client.signIn(account)
  const abort = new AbortController()
  const hls = [
    '-f',
    'hls',
    '-hls_time',
    '2',
    '-hls_segment_type',
    'fmp4',
    '-hls_flags',
    'delete_segments+omit_endlist',
    join(folder, 'index.m3u8'),
  ]
  const ffmpeg = spawn('ffmpeg', ['-loglevel', 'error', '-f', 'h264', '-framerate', '25', '-i', '-', '-c', 'copy', ...hls], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  const { body } = await client.stream(httpVideo, { channel: 1, stream: 1 }, {}, { signal: abort.signal })
  void feed(body, ffmpeg)
  return {
    cpuMs: () => cpuOf(ffmpeg),
    stop() {
      abort.abort()
      ffmpeg.kill('SIGKILL')
      void client.close()
    },
  }
}

async function feed(body: AsyncIterable<Uint8Array>, { stdin }: ChildProcess): Promise<void> {
  stdin?.on('error', () => undefined) // ffmpeg is killed when the measurement is over
  try {
    for await (const part of readParts(body)) stdin?.write(part.bytes)
  } catch {
    // Ended by `stop`.
  }
}

/** From /proc, in ticks of 10 ms. */
function cpuOf({ pid }: ChildProcess): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return undefined
  }
}
