import type { WebSocket } from 'ws'
import { readLineQuestion, writeLineHead } from '#common/ipc/line.ts'
import type { PageAnswer, PageRequest } from '#node/page/exchange.ts'

/** Answers what a page asks over its line; what it gives up, and all of it when the page goes, is left alone at once. */
export function serveLine(socket: WebSocket, stream: (request: PageRequest) => Promise<PageAnswer>): void {
  const open = new Map<number, AbortController>()

  async function answer(id: number, path: string): Promise<void> {
    const leaving = new AbortController()
    open.get(id)?.abort()
    open.set(id, leaving)
    const { status, headers, body } = await stream({ method: 'GET', path, signal: leaving.signal }).catch(failed)
    if (leaving.signal.aborted) return
    open.delete(id)
    const head = writeLineHead({ id, status, picture: Number(headers['x-picture-number'] ?? 0) })
    socket.send(Buffer.concat([head, typeof body === 'string' ? Buffer.from(body) : body]))
  }

  function giveUp(id: number): void {
    open.get(id)?.abort()
    open.delete(id)
  }

  socket.on('message', (data: Buffer) => {
    const question = readLineQuestion(data.toString('utf8'))
    if (question?.path !== undefined) void answer(question.id, question.path)
    else if (question) giveUp(question.id)
  })
  socket.on('error', () => socket.terminate())
  socket.on('close', () => [...open.keys()].forEach(giveUp))
}

function failed(): PageAnswer {
  return { status: 500, headers: {}, body: '' }
}
