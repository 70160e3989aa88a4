import type { Server } from 'node:http'
import { createServer, type Socket } from 'node:net'
import type { Endpoint } from './factory.ts'

/**
 * One address that several devices have, as cameras fresh from the box do: a connection reaches the one that holds it just now,
 * as it would by the ARP table of this computer.
 */
export interface SharedAddress {
  readonly endpoint: Endpoint
  /** A device comes to the address; gives back how it leaves. The first one there holds it. */
  readonly enter: (device: Server) => () => void
  /** Another one holds it from now on; connections to the one before are cut. */
  readonly turn: () => void
  readonly close: () => Promise<void>
}

/** Rejects when the address is taken. */
export async function openSharedAddress(endpoint: Endpoint): Promise<SharedAddress> {
  const devices: Server[] = []
  const sockets = new Map<Server, Set<Socket>>()
  const door = createServer((socket) => {
    const [holder] = devices
    if (!holder) return socket.destroy()
    const mine = sockets.get(holder)
    mine?.add(socket)
    socket.once('close', () => mine?.delete(socket))
    holder.emit('connection', socket)
  })
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject)
    door.listen(endpoint.port, endpoint.address, resolve)
  })

  function cut(device: Server): void {
    for (const socket of sockets.get(device) ?? []) socket.destroy()
  }

  return {
    endpoint,
    enter(device) {
      devices.push(device)
      sockets.set(device, new Set())
      return () => {
        cut(device)
        sockets.delete(device)
        devices.splice(devices.indexOf(device), 1)
      }
    },
    turn() {
      const holder = devices.shift()
      if (!holder) return
      cut(holder)
      devices.push(holder)
    },
    async close() {
      const closed = new Promise<void>((resolve) => door.close(() => resolve()))
      devices.forEach(cut)
      await closed
    },
  }
}
