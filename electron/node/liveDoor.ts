import { httpVideo, snapshot, snapshotOfStream } from '#common/catalog/stream/live.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { type AppError, fail, toAppError } from '#common/errors/appError.ts'
import type { Registry } from './devices/registry.ts'
import { isNotOffered } from './client/failure.ts'
import type { LiveDoor, LiveStream, LiveTarget } from './live/source.ts'

/** Picture quality asked of a device, [1, 9]; the middle is enough to see what a camera looks at. */
const quality = 5

/**
 * The pictures of devices, through the clients the registry holds: video over HTTP where a device has it, else over RTSP. A
 * recorder is asked for RTSP at once: it offers its channels in no other way (manual line 202).
 */
export function liveDoor(registry: Pick<Registry, 'open'>): LiveDoor {
  /** Devices that refused video over HTTP: not asked again while the program runs. */
  const withoutHttp = new Set<DeviceKey>()
  /** Devices whose RTSP server has answered once: one that is away then comes back. */
  const withRtsp = new Set<DeviceKey>()

  function overHttp({ deviceId, channel, stream }: LiveTarget, mjpeg: boolean, signal: AbortSignal): Promise<LiveStream> {
    const { client } = registry.open(deviceId)
    return client.stream(httpVideo, { channel, stream }, mjpeg ? { mjpeg: true } : { audio: false }, { signal })
  }

  async function overRtsp({ deviceId, channel, stream }: LiveTarget, signal: AbortSignal): Promise<LiveStream> {
    try {
      const parts = await registry.open(deviceId).client.watch({ channel, stream }, { signal })
      withRtsp.add(deviceId)
      return { parts }
    } catch (thrown) {
      const error = toAppError(thrown)
      return fail(isClosedDoor(error) && !withRtsp.has(deviceId) ? nobodyListens(error) : error)
    }
  }

  return {
    async openStream({ mjpeg, ...target }, signal) {
      const { identity } = registry.open(target.deviceId)
      if (mjpeg) return overHttp(target, true, signal)
      if (identity.series === 'nvr' || withoutHttp.has(target.deviceId)) return overRtsp(target, signal)
      try {
        return await overHttp(target, false, signal)
      } catch (thrown) {
        if (!isNotOffered(toAppError(thrown))) throw thrown
        const stream = await overRtsp(target, signal)
        withoutHttp.add(target.deviceId)
        return stream
      }
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

/** The device had just named the address when nobody listened there: RTSP is switched off, or a firewall is between. */
function isClosedDoor(error: AppError): boolean {
  return error.kind === 'unreachable' && error.request === 'RTSP' && error.why !== 'reset'
}

function nobodyListens({ address, request }: AppError): AppError {
  const place = { ...(address === undefined ? {} : { address }), ...(request === undefined ? {} : { request }) }
  return { kind: 'malformed', path: '', problem: 'nobody listens at the RTSP address', ...place }
}
