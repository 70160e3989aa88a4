import { httpVideo, snapshot, snapshotOfStream } from '#common/catalog/stream/live.ts'
import type { Registry } from './devices/registry.ts'
import type { LiveDoor } from './live/live.ts'

/** Picture quality asked of a device, [1, 9]; the middle is enough to see what a camera looks at. */
const quality = 5

/** The pictures of devices, through the clients the registry holds. A recorder gives snapshots of its channels only. */
export function liveDoor(registry: Registry): LiveDoor {
  return {
    openStream({ deviceId, channel, stream, mjpeg }, signal) {
      return registry.open(deviceId).client.stream(httpVideo, { channel, stream }, mjpeg ? { mjpeg: true } : { audio: false }, { signal })
    },
    takeSnapshot({ deviceId, channel, stream }, signal) {
      const { client, identity } = registry.open(deviceId)
      const needsStream = identity.series === 'nvr' || identity.series === 'ipc-lite'
      return needsStream
        ? client.bytes(snapshotOfStream, { channel, stream }, { quality }, { signal })
        : client.bytes(snapshot, { channel }, { quality }, { signal })
    },
  }
}
