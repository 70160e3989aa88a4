import { createBirpc } from 'birpc'
import type { WebSocket } from 'ws'
import { answer } from '#common/ipc/answer.ts'
import type { HostSide, PageSide } from '#common/ipc/carrier.ts'
import type { Emit, Handlers } from '#common/ipc/contract.ts'

/** The pages now connected: each is answered by the handlers and told every event. */
export interface Pages {
  readonly emit: Emit
  serve(socket: WebSocket, handlers: Handlers): void
}

/** Nobody is connected yet. Events told meanwhile go nowhere: a page asks for the state when it comes. */
export function createPages(): Pages {
  const pages = new Set<(name: string, payload: unknown) => void>()

  return {
    emit: (name, payload) => pages.forEach((tell) => tell(name, payload)),

    serve(socket, handlers) {
      const host: HostSide = { ask: (name, args) => answer(handlers, name, args) }
      const page = createBirpc<PageSide, HostSide>(host, {
        post: (text: string) => socket.send(text),
        on: (listener) => void socket.on('message', (data: Buffer) => listener(data.toString('utf8'))),
        serialize: (message: unknown) => JSON.stringify(message),
        deserialize: parseMessage,
        resolver: (name) => (name === 'ask' ? (host.ask as (...args: unknown[]) => unknown) : undefined),
        eventNames: ['tell'],
        bind: 'functions',
        onGeneralError: () => true,
      })
      function tell(name: string, payload: unknown) {
        if (socket.readyState === socket.OPEN) void page.tell.asEvent(name, payload)
      }
      pages.add(tell)
      socket.on('error', () => socket.terminate())
      socket.on('close', () => {
        pages.delete(tell)
        page.$close()
      })
    },
  }
}

/** birpc reads fields of whatever comes out of here, so that nothing but an object with a list of arguments may. */
function parseMessage(text: string): unknown {
  const message: unknown = JSON.parse(text)
  if (typeof message === 'object' && message !== null && 'a' in message && Array.isArray(message.a)) return message
  throw new TypeError('not a message')
}
