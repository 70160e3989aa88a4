import { randomBytes } from 'node:crypto'
import { fail } from '#common/errors/appError.ts'
import type { LiveState } from '#common/live/liveState.ts'
import type { PageAnswer, PageRequest } from '../page/exchange.ts'
import { type LiveDoor, type LiveTarget, openSource, type Source, type SourceState } from './source.ts'

export type { LiveDoor, LiveTarget } from './source.ts'

/** Live pictures for the page: opened by a request, fetched over `/live/…`, closed by the last who looks away. */
export interface Live {
  /** Returns at once with an unguessable id; the picture comes when it comes. */
  open(device: string, what: { readonly channel: number; readonly stream: number }): { readonly viewing: string }
  close(viewing: string): void
  state(viewing: string): LiveState
  /** Answers `/live/<viewing>/index.m3u8`, its parts, and `picture.jpg?after=n`. Both hosts mount it. */
  handle(request: PageRequest): Promise<PageAnswer>
  stop(): void
}

export interface LiveOptions {
  readonly onChanged: (state: LiveState) => void
  readonly now?: () => number
}

interface Viewing {
  readonly id: string
  readonly target: LiveTarget
  kind: 'video' | 'jpeg'
  lastAsked: number
  /** Requests now waiting for an answer: whoever waits still looks. */
  waiting: number
}

const silentMs = 6000
const waitMs = 8000

/** One source for each stream, however many viewings; a viewing that asks for nothing for 6 s counts as closed. */
export function createLive(door: LiveDoor, { onChanged, now = Date.now }: LiveOptions): Live {
  const viewings = new Map<string, Viewing>()
  const sources = new Map<string, Source>()
  const sweep = setInterval(closeSilent, 2000)
  sweep.unref()

  function sourceOf({ target, kind }: Viewing): Source {
    const name = nameOf(target, kind)
    const known = sources.get(name)
    if (known) return known
    const source = openSource({ door, target, kind, now, onState: (state) => tell(target, kind, state) })
    sources.set(name, source)
    return source
  }

  function tell(target: LiveTarget, kind: Viewing['kind'], state: SourceState): void {
    for (const viewing of viewings.values())
      if (viewing.kind === kind && nameOf(viewing.target, kind) === nameOf(target, kind)) onChanged(stateOf(viewing, state))
  }

  function release(target: LiveTarget, kind: Viewing['kind']): void {
    const name = nameOf(target, kind)
    if ([...viewings.values()].some((viewing) => viewing.kind === kind && nameOf(viewing.target, kind) === name)) return
    sources.get(name)?.close()
    sources.delete(name)
  }

  function close(id: string): void {
    const viewing = viewings.get(id)
    if (!viewing) return
    viewings.delete(id)
    onChanged({ ...stateOf(viewing, { state: 'closed', since: now(), why: 'nobodyLooks' }) })
    release(viewing.target, viewing.kind)
  }

  function closeSilent(): void {
    for (const { id, waiting, lastAsked } of [...viewings.values()]) if (waiting === 0 && now() - lastAsked > silentMs) close(id)
  }

  /** A page that cannot play the video asks for pictures from then on. */
  function become(viewing: Viewing, kind: Viewing['kind']): void {
    if (viewing.kind === kind) return
    const before = viewing.kind
    viewing.kind = kind
    release(viewing.target, before)
  }

  async function handle({ path, signal }: PageRequest): Promise<PageAnswer> {
    const { pathname, searchParams: query } = new URL(path, 'http://page')
    const [, , id = '', file = ''] = pathname.split('/')
    const viewing = viewings.get(id)
    if (!viewing) return nothing(404)
    become(viewing, file === 'picture.jpg' ? 'jpeg' : 'video')
    const source = sourceOf(viewing)
    viewing.waiting += 1
    try {
      if (file === 'picture.jpg') return await pictureAnswer(source, query, signal)
      return file === 'index.m3u8' ? await playlistAnswer(source, query, signal) : await mediaAnswer(source, file, signal)
    } finally {
      viewing.waiting -= 1
      viewing.lastAsked = now()
    }
  }

  return {
    open(deviceId, { channel, stream }) {
      const viewing: Viewing = {
        id: randomBytes(16).toString('base64url'),
        target: { deviceId, channel, stream },
        kind: 'video',
        lastAsked: now(),
        waiting: 0,
      }
      // A person who opens the picture again wants it asked for again, whatever ended it before.
      const name = nameOf(viewing.target, viewing.kind)
      if (sources.get(name)?.state().state === 'closed') sources.delete(name)
      viewings.set(viewing.id, viewing)
      sourceOf(viewing)
      return { viewing: viewing.id }
    },
    close,
    state(id) {
      const viewing = viewings.get(id) ?? fail({ kind: 'bug', message: 'no such viewing' })
      return stateOf(viewing, sourceOf(viewing).state())
    },
    handle,
    stop() {
      clearInterval(sweep)
      for (const id of [...viewings.keys()]) close(id)
    },
  }
}

/** Waits until it is there, the page left, the source closed, or 8 s went by. */
async function waitUntil(isThere: () => boolean, source: Source, page: AbortSignal): Promise<void> {
  if (isThere()) return
  const end = new AbortController()
  const abort = () => end.abort()
  const timer = setTimeout(abort, waitMs)
  page.addEventListener('abort', abort, { once: true })
  if (page.aborted) abort()
  while (!isThere() && !end.signal.aborted && source.state().state !== 'closed') await source.changed(end.signal)
  clearTimeout(timer)
  page.removeEventListener('abort', abort)
}

async function playlistAnswer(source: Source, query: URLSearchParams, signal: AbortSignal): Promise<PageAnswer> {
  const segment = query.get('_HLS_msn')
  const part = query.get('_HLS_part')
  const isThere = () =>
    segment === null ? source.playlist.text() !== undefined : source.playlist.has(Number(segment), part === null ? undefined : Number(part))
  await waitUntil(isThere, source, signal)
  const text = isThere() ? source.playlist.text() : undefined
  return text === undefined ? nothing(503) : answerWith(text, 'application/vnd.apple.mpegurl')
}

async function mediaAnswer(source: Source, file: string, signal: AbortSignal): Promise<PageAnswer> {
  const name = /^(?<what>init|segment|part)-(?<number>\d{1,9})(?:-(?<part>\d{1,4}))?\.m(?:p4|4s)$/.exec(file)?.groups
  if (!name) return nothing(404)
  const number = Number(name['number'])
  if (name['what'] === 'init') return bytesOrGone(source.playlist.init(number))
  if (name['what'] === 'segment') return bytesOrGone(source.playlist.segment(number))
  const find = () => source.playlist.part(number, Number(name['part']))
  await waitUntil(() => find() !== 'later', source, signal)
  const found = find()
  return bytesOrGone(typeof found === 'string' ? undefined : found)
}

async function pictureAnswer(source: Source, query: URLSearchParams, signal: AbortSignal): Promise<PageAnswer> {
  const seen = Number(query.get('after') ?? 0) || 0
  await waitUntil(() => (source.picture()?.number ?? 0) > seen, source, signal)
  const picture = source.picture()
  return picture ? answerWith(picture.bytes, 'image/jpeg', { 'x-picture-number': String(picture.number) }) : nothing(503)
}

function bytesOrGone(bytes: Uint8Array | undefined): PageAnswer {
  return bytes ? answerWith(bytes, 'video/mp4') : nothing(404)
}

function answerWith(body: string | Uint8Array, contentType: string, more: Readonly<Record<string, string>> = {}): PageAnswer {
  return { status: 200, headers: { 'content-type': contentType, 'cache-control': 'no-store', ...more }, body }
}

function nothing(status: 404 | 503): PageAnswer {
  return { status, headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' }, body: '' }
}

function stateOf({ id, target }: Viewing, state: SourceState): LiveState {
  return { viewing: id, device: target.deviceId, channel: target.channel, stream: target.stream, ...state }
}

function nameOf({ deviceId, channel, stream }: LiveTarget, kind: string): string {
  return `${deviceId}/${channel}/${stream}/${kind}`
}
