import { Agent, request } from 'node:http'

/** What one viewer met. */
export interface Viewed {
  readonly parts: number
  /** Parts that were never listed though those around them were, or that did not come whole. */
  readonly missed: number
  /** Parts that came later than a player could wait for. */
  readonly late: number
}

/** One part as it came: its place in the stream, s from the first one, and when its last byte was there, ms. */
export interface CamePart {
  readonly from: number
  readonly at: number
}

/** How far the player stays behind at parts of three frames, ms: what comes later than that leaves it dry. */
const slackMs = 180

/** Parts that would have stalled a player that stays `slackMs` behind the usual one of them. */
function countLate(parts: readonly CamePart[]): number {
  const delays = parts.map(({ from, at }) => at - from * 1000)
  const usual = [...delays].sort((a, b) => a - b)[Math.floor(delays.length / 2)] ?? 0
  return delays.filter((delay) => delay - usual > slackMs).length
}

interface Listed {
  readonly name: string
  readonly segment: number
  readonly part: number
  readonly duration: number
}

/** The parts a playlist lists, oldest first, and what it says comes next. */
function readPlaylist(text: string): { readonly parts: readonly Listed[]; readonly next: { segment: number; part: number } } {
  const parts = [...text.matchAll(/#EXT-X-PART:DURATION=([\d.]+),URI="(part-(\d+)-(\d+)\.m4s)"/g)].map(
    ([, duration, name = '', segment, part]) => ({
      name,
      segment: Number(segment),
      part: Number(part),
      duration: Number(duration),
    }),
  )
  const hint = /#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-(\d+)-(\d+)/.exec(text)
  return { parts, next: { segment: Number(hint?.[1]), part: Number(hint?.[2]) } }
}

/** Looks at one stream as hls.js does: a blocking reload for each part, and each part as soon as it is listed, beside the next reload. */
export async function watchStream(base: string, signal: AbortSignal): Promise<{ viewed(): Viewed; reset(): void }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  const came: CamePart[] = []
  let missed = 0
  let position = 0
  let last: Listed | undefined

  async function fetchPart({ name }: Listed, from: number): Promise<void> {
    const { status, body } = await get(`${base}/${name}`, agent, signal)
    if (status === 200 && body.length > 0 && body.includes('moof')) came.push({ from, at: performance.now() })
    else missed += 1
  }

  function take(parts: readonly Listed[]): void {
    for (const part of parts) {
      if (last && (part.segment < last.segment || (part.segment === last.segment && part.part <= last.part))) continue
      const follows =
        !last || (part.segment === last.segment ? part.part === last.part + 1 : part.segment === last.segment + 1 && part.part === 0)
      if (!follows) missed += 1
      last = part
      void fetchPart(part, position).catch(() => signal.aborted || (missed += 1))
      position += part.duration
    }
  }

  async function follow(): Promise<void> {
    let asked = ''
    while (!signal.aborted) {
      const { status, body } = await get(`${base}/index.m3u8${asked}`, agent, signal)
      if (status !== 200) {
        if (asked !== '') missed += 1
        continue
      }
      const { parts, next } = readPlaylist(body.toString('latin1'))
      take(asked === '' ? parts.slice(-1) : parts)
      asked = `?_HLS_msn=${next.segment}&_HLS_part=${next.part}`
    }
  }

  await get(`${base}/index.m3u8`, agent, signal)
  follow().catch(() => signal.aborted || (missed += 1))
  return {
    viewed: () => ({ parts: came.length, missed, late: countLate(came) }),
    reset() {
      came.length = 0
      missed = 0
    },
  }
}

function get(url: string, agent: Agent, signal: AbortSignal): Promise<{ readonly status: number; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent, signal }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }))
      answer.on('error', reject)
    })
    asking.on('error', reject).end()
  })
}
