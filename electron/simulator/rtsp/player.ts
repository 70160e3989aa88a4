import type { Socket } from 'node:net'
import { type Clip } from '../video/clip.ts'
import { isKey } from '../video/multipartStream.ts'
import { createPacketizer } from './packetizer.ts'
import type { Family } from './units.ts'

/** A viewer slower than this many bytes behind is dropped, as a camera with a small buffer does. */
const maxBehind = 4_000_000

/** Sends a clip, a picture when it is due, from the next key frame on. The answer stops it. */
export function playOver(socket: Socket, clip: Clip, family: Family, channel: number): () => void {
  const packetizer = createPacketizer(family, channel)
  const frameMs = 1000 / clip.framesPerSecond
  let next = Math.floor(Date.now() / frameMs) + 1
  let hasBegun = false
  let timer: NodeJS.Timeout | undefined

  function send(): void {
    socket.cork()
    for (; next * frameMs <= Date.now(); next += 1) {
      const unit = clip.units[next % clip.units.length]
      hasBegun ||= unit !== undefined && isKey(unit)
      if (unit && hasBegun) for (const packet of packetizer.packets(unit, Math.round(next * frameMs * 90))) socket.write(packet)
    }
    socket.uncork()
    if (socket.writableLength > maxBehind) socket.destroy()
    else timer = setTimeout(send, Math.max(1, next * frameMs - Date.now()))
  }

  send()
  return () => clearTimeout(timer)
}
