import { devicePort } from '#common/catalog/network/devicePort.ts'
import { restore } from '#common/schema/infer.ts'
import type { View } from '../cgi/answer.ts'
import type { Inside } from '../inside.ts'

/** Port the RTSP server listens on, as `devicePort` says. */
export function rtspPort(inside: Inside): number {
  return restore(devicePort.fields, inside.kept(devicePort.id)).rtsp ?? 554
}

/** Where a stream is offered. */
export function rtspUrl(inside: Inside, view: View): string {
  return `rtsp://${inside.endpoint().address}:${rtspPort(inside)}${pathOf(inside, view)}`
}

/** Which stream an address names, by whatever host; the tail must have come back as it was given. */
export function viewAt(inside: Inside, url: string): View | undefined {
  const path = /^rtsp:\/\/[^/]*(?<path>\/.*)$/i.exec(url)?.groups?.['path'] ?? ''
  const { channels, streams } = inside.profile
  return channels
    .flatMap((channel) => Array.from({ length: streams }, (_, index): View => ({ channel, stream: index + 1 })))
    .find((view) => {
      const own = pathOf(inside, view)
      return path === own || path === `${own}/` || Object.values(tracks).some((track) => path === `${own}/${track}`)
    })
}

/** What follows the address in SETUP. */
export const tracks = { video: 'trackID=1', sound: 'trackID=2', data: 'trackID=3' } as const

/** The end of the path is the device's own business: `-` on a camera, tokens on a recorder (both seen). */
function pathOf(inside: Inside, { channel, stream }: View): string {
  const token = Buffer.from(inside.identity().deviceId).toString('base64url')
  const tail = inside.profile.series === 'nvr' ? `${token}=-${token}=` : '-'
  return `/snl/live/${channel}/${stream}/${tail}`
}
