import type { Camera } from './camera.ts'
import type { Profile } from './profile.ts'
import { isThermal } from './streams.ts'
import { clipCamera } from './video/clipCamera.ts'

const dock = clipCamera('dock')
const dockInParts = clipCamera('dock', { habits: { statusLine: true } })
const thermal = clipCamera('thermal')

/** What a kind of device sees. Thermal cameras have a lens for light, channel 1, and one for heat, channel 2. */
export function siteCamera({ series }: Profile): Camera {
  if (!isThermal(series)) return series === 'fisheye' ? dockInParts : dock
  const lens = (channel: number) => (channel === 2 ? thermal : dock)
  return {
    snapshot: (view, quality) => lens(view.channel).snapshot(view, quality),
    play: (view, ...rest) => lens(view.channel).play(view, ...rest),
    clipOf: (view, encoding) => lens(view.channel).clipOf(view, encoding),
  }
}
