import { wrongDirectionAbility } from '#common/catalog/analysis/movement.ts'
import { perimeter, perimeterAbility } from '#common/catalog/analysis/perimeter.ts'
import { smartMotionAbility } from '#common/catalog/analysis/smartMotion.ts'
import { supportedAbility } from '#common/catalog/analysis/supported.ts'
import { doubleTripwireAbility, tripwireAbility } from '#common/catalog/analysis/tripwire.ts'
import { thermalAbility } from '#common/catalog/thermal/ability.ts'
import { areas } from '#common/catalog/thermal/areas.ts'
import { measuring } from '#common/catalog/thermal/measuring.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { firmware5 } from './cgi/dialect.ts'
import { summer } from './factory.ts'
import type { Profile } from './profile.ts'

const camera = { channels: [1], streams: 2, cards: 1 } as const

/** Firmware and hardware of the manual's own sample, 2.6.1.1.1. */
const build3 = { firmware: 'v3.5.0804.1003.3.0.27.4.0', hardware: 'V060101_1' } as const
/** The one build of the newer firmware that was recorded. */
const build5 = { firmware: 'v5.0.1621.1004.3.0.33.7.0', hardware: 'V060391_1', dialect: firmware5 } as const

/** What a thermal camera comes with: measuring in °C, evened out by itself, an area on each motor of the hall. Ours. */
const thermalFactory = {
  'thermal.mode': { mode: 'normal', preset: 0 },
  'thermal.measuring': { ...erase(measuring.sample), unit: '°C', ambient: 22, correction: 0, max: 150, min: -20, mode: 'picture' },
  'thermal.ambient': { ambient: 22 },
  'thermal.areas': { areas: [motorArea(1, 'Motor 1', 12), motorArea(2, 'Motor 2', 58)] },
  'image.flatField': { mode: 'automatic', minutes: 5, degrees: 2, initTrigger: 1 },
} as const

/** In °F, as the manual's own body temperature camera says. */
const bodyFactory = {
  ...thermalFactory,
  'thermal.measuring': { ...thermalFactory['thermal.measuring'], unit: '°F', ambient: 71.6, max: 302, min: -40 },
  'thermal.ambient': { ambient: 71.6 },
  'thermal.ability': { ...erase(thermalAbility.sample), width: 384, height: 288, detector: 'LA6110', blackBody: 'yes' },
} as const

function motorArea(area: number, name: string, left: number): AnyValues {
  const corners = [
    { x: left, y: 46 },
    { x: left + 28, y: 46 },
    { x: left + 28, y: 70 },
    { x: left, y: 70 },
  ]
  const [sample] = erase(areas.sample)['areas'] as readonly AnyValues[]
  return { ...sample, area, name, shape: 'polygon', alarm: 'threshold', warning: 90, value: 110, emissivity: 0.94, outline: corners }
}

const berlin = { 'time.zone': summer(110, true) }

/** Its perimeter has the sizes of targets that only the manual's set prints (line 13900). */
const sized = {
  'analysis.perimeter': { ...erase(perimeter.sample), limitShape: false, maxWidth: 6, maxHeight: 6, minWidth: 2, minHeight: 2 },
}
/** The manual prints abilities of cameras without presets; a dome keeps these rules for each (2.6.15.2.2). */
const rulesOfPresets = Object.fromEntries(
  [perimeterAbility, tripwireAbility, doubleTripwireAbility, smartMotionAbility, wrongDirectionAbility].map(({ id, sample }) => [
    id,
    { ...erase(sample), presets: true },
  ]),
)
/** Those the manual prints, and two that are drawn in ways of their own. Ours. */
const moreAnalyses = erase({ analyses: [...supportedAbility.sample.analyses, { analysis: 'Heat map' }, { analysis: 'Fire spot' }] })

const ipc: Profile = {
  id: 'ipc',
  title: 'Camera',
  series: 'ipc',
  signIn: 'digest',
  model: 'IPV57/41CLDR/Z/13',
  ...build3,
  ...camera,
  announcedAs: 'IPCamera',
  driftPpm: 18,
}

/** The kinds of devices on a virtual site. Clock errors and drifts are ours; a clock two years off was seen on a working camera. */
export const profiles = {
  ipc: { ...ipc, factory: sized },
  lite: {
    ...ipc,
    id: 'lite',
    title: 'Camera, lite series',
    series: 'ipc-lite',
    signIn: 'query',
    rtspSignIn: 'none',
    model: 'SN-Q204M-B',
    firmware: 't4.4.1207.1004.0.0.2.12.0',
    hardware: '120704101',
    driftPpm: -35,
  },
  'thermal-dual': {
    ...ipc,
    id: 'thermal-dual',
    title: 'Thermal camera, two lenses',
    series: 'thermal',
    signIn: 'query',
    rtspSignIn: 'basic',
    model: 'IPT57/41TLDR/Z/13',
    channels: [1, 2],
    announcedAs: 'Thermal',
    detectorOffset: 0.3,
    factory: { ...berlin, ...thermalFactory },
  },
  'thermal-body': {
    ...ipc,
    id: 'thermal-body',
    title: 'Body temperature camera',
    series: 'body-thermal',
    signIn: 'query',
    model: 'IPT57/20BLDR/Z/13',
    channels: [1, 2],
    announcedAs: 'Thermal',
    detectorOffset: 0.9,
    factory: bodyFactory,
  },
  nvr: {
    ...ipc,
    id: 'nvr',
    title: 'Recorder, 16 channels',
    series: 'nvr',
    signIn: 'query',
    model: 'NVR3916E2',
    firmware: 'v4.7.1625',
    hardware: 'V047101_2',
    channels: [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 16, 17, 18],
    announcedAs: 'NVR',
    driftPpm: 6,
    factory: berlin,
  },
  lpr: { ...ipc, id: 'lpr', title: 'Number plate camera', series: 'lpr', signIn: 'basic', model: 'IPR57/20UKDN/Z/13', cards: 2 },
  fisheye: {
    ...ipc,
    id: 'fisheye',
    title: 'Fisheye camera',
    series: 'fisheye',
    signIn: 'digest-sha256',
    model: 'SN-IPP8085QAS',
    ...build5,
    announcedAs: 'IPCamera v5.0',
    answersMove: 'nothing',
  },
  'ptz-dome': {
    ...ipc,
    id: 'ptz-dome',
    title: 'PTZ dome',
    series: 'ptz',
    model: 'IPS57/25UKDR/Z/13',
    ...build5,
    announcedAs: 'Kuppel Süd',
    quirks: ['crlf'],
    streams: 3,
    factory: { ...berlin, ...rulesOfPresets, [supportedAbility.id]: moreAnalyses },
  },
  'ipc-new': { ...ipc, id: 'ipc-new', title: 'Camera without a password yet', isNew: true },
  'ipc-h265': { ...ipc, id: 'ipc-h265', title: 'Camera, main stream H.265', h265: [1] },
  'ipc-h265-only': { ...ipc, id: 'ipc-h265-only', title: 'Camera, both streams H.265', h265: [1, 2] },
  'ipc-clock-fast': { ...ipc, id: 'ipc-clock-fast', title: 'Camera, clock 21 s fast', clockOffsetMs: 21_370, factory: berlin },
  'ipc-clock-lost': { ...ipc, id: 'ipc-clock-lost', title: 'Camera, clock two years slow', clockOffsetMs: -2 * 365 * 86_400_000 },
} as const satisfies Record<string, Profile>

export type ProfileId = keyof typeof profiles

/** The devices of the demo, in order; a larger site repeats them. */
export const demoSite: readonly ProfileId[] = [
  'ipc',
  'ipc-clock-fast',
  'ipc-new',
  'lite',
  'thermal-dual',
  'thermal-body',
  'nvr',
  'lpr',
  'fisheye',
  'ptz-dome',
  'ipc-clock-lost',
  'ipc-h265-only',
  'ipc',
]

/** The account of every virtual device that has one. */
export const demoAccount = { user: 'admin', password: 'sightline-demo' } as const
