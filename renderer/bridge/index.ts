import type { Carrier } from '#common/ipc/carrier.ts'
import { createBridge } from './client.ts'
import { createLine, type LineSocket } from './line.ts'
import { createSocketCarrier } from './socket.ts'

declare global {
  interface Window {
    /** The preload's doorway; absent in a browser. */
    readonly sightline?: Carrier
  }
}

/** The host, whichever it is. */
export const bridge = createBridge(
  () =>
    window.sightline ?? {
      ...createSocketCarrier({ connect: () => new WebSocket(`ws://${location.host}/socket`) }),
      get: createLine(openLine),
    },
)

function openLine(): LineSocket {
  return Object.assign(new WebSocket(`ws://${location.host}/line`), { binaryType: 'arraybuffer' as const })
}
