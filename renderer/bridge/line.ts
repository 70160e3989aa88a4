import { lineHeadLength, readLineHead } from '#common/ipc/line.ts'

export interface LineAnswer {
  /** As in HTTP. */
  readonly status: number
  /** Number of a JPEG picture, else 0. */
  readonly picture: number
  readonly body: ArrayBuffer
}

/** Fetches something the host streams by its path; rejects when the host is out of reach or the signal aborts. */
export type Get = (path: string, signal: AbortSignal) => Promise<LineAnswer>

/** What is used of a WebSocket whose `binaryType` is `arraybuffer`. */
export interface LineSocket {
  send(text: string): void
  addEventListener(type: 'open' | 'close', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

interface Waiting {
  readonly answer: (answer: LineAnswer) => void
  readonly fail: (why: Error) => void
}

/** All pictures of the page over one socket, opened with the first question and again after it broke. */
export function createLine(connect: () => LineSocket): Get {
  let opened: Promise<LineSocket> | undefined
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  function open(): Promise<LineSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect()
      socket.addEventListener('open', () => resolve(socket))
      socket.addEventListener('message', ({ data }) => hear(data as ArrayBuffer))
      socket.addEventListener('close', () => {
        opened = undefined
        reject(broken())
        const left = [...waiting.values()]
        waiting.clear()
        for (const { fail } of left) fail(broken())
      })
    })
  }

  function hear(message: ArrayBuffer): void {
    const { id, status, picture } = readLineHead(message)
    const asked = waiting.get(id)
    waiting.delete(id)
    asked?.answer({ status, picture, body: message.slice(lineHeadLength) })
  }

  return async function get(path, signal) {
    const socket = await (opened ??= open())
    signal.throwIfAborted()
    const id = (lastId += 1)
    return new Promise((answer, fail) => {
      function giveUp(): void {
        waiting.delete(id)
        socket.send(String(id))
        fail(new DOMException('given up', 'AbortError'))
      }
      const settled =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          signal.removeEventListener('abort', giveUp)
          then(value)
        }
      waiting.set(id, { answer: settled(answer), fail: settled(fail) })
      signal.addEventListener('abort', giveUp)
      socket.send(`${id} ${path}`)
    })
  }
}

function broken(): Error {
  return new Error('the line to the host broke')
}
