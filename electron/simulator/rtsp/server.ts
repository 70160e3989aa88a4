import { createServer, type Socket } from 'node:net'
import { converse, type ConversationOptions } from './conversation.ts'
import { createRequestReader } from './requests.ts'

/** The RTSP server of a device. */
export interface RtspServer {
  /** Every connection drops; it goes on listening. */
  drop(): void
  /** Every connection drops. */
  close(): Promise<void>
}

/** Listens at the device's address, on the port its settings name. Rejects where that is taken. */
export async function listenRtsp(address: string, options: ConversationOptions): Promise<RtspServer> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (socket) => {
    const conversation = converse(socket, options)
    const read = createRequestReader()
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      conversation.end()
    })
    socket.on('data', (chunk) => {
      const requests = read(chunk)
      if (requests) requests.forEach(conversation.take)
      else socket.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.device.rtspPort(), address, resolve)
  })
  const drop = () => sockets.forEach((socket) => socket.destroy())
  return {
    drop,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        drop()
      }),
  }
}
