import { choice, flag, int, list, optional, real } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'

const mounts = { 0: 'Wall', 1: 'Ceiling', 2: 'Desktop' } as const // line 21876
const videoModes = { 0: 'one channel', 1: 'several channels' } as const // line 21900

/** How the round picture is flattened (manual line 21915). */
const dewarpModes = {
  0: 'Fisheye',
  2: 'Panorama',
  4: 'Fisheye and 3 PTZ',
  5: 'Fisheye and 5 PTZ',
  6: 'Fisheye and 7 PTZ',
  8: '4 PTZ',
  9: 'Fisheye with 4 PTZ',
  10: 'Panorama of 180°',
  11: 'Fisheye, panorama and 3 PTZ',
  12: 'Two fisheye and 3 PTZ',
  13: 'Fisheye and 4 PTZ',
} as const

const series = ['fisheye'] as const
const ability = 'fisheye.ability'

/** How the picture is flattened. */
export const dewarp = defineSetting({
  id: 'fisheye.dewarp',
  title: 'Fisheye correction',
  manual: '2.6.16.2',
  repeats: ['2.6.16.3'],
  request: { cgi: 'param', type: 'dewarpParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series,
  fields: {
    channel: optional(int('Channel', { key: 'cameraID', readOnly: true })),
    mode: choice('Correction', dewarpModes, { key: 'dewarpMode', limitedBy: { ability, options: 'videoModes.dewarpModes.mode' } }),
    videoMode: choice('Video', videoModes, {
      help: 'The device restarts when it changes. Several channels are a fisheye, a panorama and three PTZ views.',
      limitedBy: { ability, options: 'videoModes.mode' },
    }),
  },
  sample: { channel: 1, mode: 'Fisheye', videoMode: 'one channel' },
})

/** Where the camera hangs. */
export const mount = defineSetting({
  id: 'fisheye.mount',
  title: 'Fisheye mounting',
  manual: '2.6.16.4',
  repeats: ['2.6.16.5'],
  request: { cgi: 'param', type: 'mountParam', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series,
  fields: { mount: choice('Mounted on', mounts, { key: 'mountType', limitedBy: { ability, options: 'mounts.mount' } }) },
  sample: { mount: 'Ceiling' },
})

/** Where each view stands in the picture, in percent. View 0 is the fisheye or the panorama (line 21958). */
export const layout = defineSetting({
  id: 'fisheye.layout',
  title: 'Fisheye layout',
  manual: '2.6.16.6',
  request: { cgi: 'param', type: 'videoLayout', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series,
  fields: {
    mode: choice('Correction', dewarpModes, { key: 'DewarpMode' }),
    views: list('Views', 'VideoRect', {
      item: {
        view: int('View', { key: 'VideoNum', min: 0 }),
        left: real('Left', { key: 'StartX', min: 0, max: 100, unit: '%' }),
        top: real('Top', { key: 'StartY', min: 0, max: 100, unit: '%' }),
        height: real('Height', { key: 'Height', min: 0, max: 100, unit: '%' }),
        width: real('Width', { key: 'Width', min: 0, max: 100, unit: '%' }),
      },
    }),
  },
  sample: {
    mode: 'Fisheye and 3 PTZ',
    views: [
      { view: 0, left: 0, top: 0, height: 50, width: 50 },
      { view: 1, left: 50, top: 0, height: 50, width: 50 },
    ],
  },
})

/** What a fisheye camera can do. One that is none says enableFlag=0 and nothing else (line 21861). */
export const fisheyeAbility = defineSetting({
  id: ability,
  title: 'What the fisheye can do',
  manual: '2.6.16.1',
  request: { cgi: 'param', type: 'FisheyeAbility', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series,
  fields: {
    fisheye: flag('Fisheye', { key: 'enableFlag' }),
    mounts: list('Mountings', 'mountType', { item: { mount: choice('Mounted on', mounts, { key: 'mountType' }) } }),
    videoModes: list('Videos', 'videoMode', {
      item: {
        mode: choice('Video', videoModes, { key: 'videoMode' }),
        dewarpModes: list('Corrections', 'dewarpMode', { item: { mode: choice('Correction', dewarpModes, { key: 'dewarpMode' }) } }),
      },
    }),
  },
  sample: {
    fisheye: true,
    mounts: [{ mount: 'Wall' }, { mount: 'Ceiling' }, { mount: 'Desktop' }],
    videoModes: [
      { mode: 'one channel', dewarpModes: [{ mode: 'Fisheye' }, { mode: 'Panorama' }] },
      { mode: 'several channels', dewarpModes: [{ mode: 'Fisheye, panorama and 3 PTZ' }] },
    ],
  },
})
