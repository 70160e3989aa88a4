import { choice, flag, int, list, numbered, optional, real, text } from '../../schema/make.ts'
import type { FlagField, NumberField } from '../../schema/field.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite } from '../shared/lines.ts'
import { daysWithPeriods } from '../shared/week.ts'

const recorder = { series: ['nvr'] } as const
const camera = { series: cameras } as const

function word(label: string, key: string, more: Pick<FlagField, 'help' | 'series'> = {}) {
  return flag(label, { key, words: 'words', ...more })
}

/** Widths in the picture a target must have, from 30 to 300 pixels, and may have, from 300 to 800 (manual lines 27177 and 27181). */
function smallest(label: string, key: string, more: Pick<NumberField, 'series'> = {}) {
  return optional(int(label, { key, min: 30, max: 300, unit: 'px', ...more }))
}

function largest(label: string, key: string) {
  return optional(int(label, { key, min: 300, max: 800, unit: 'px' }))
}

function degrees(label: string, key: string) {
  return optional(int(label, { key, min: 0, max: 90, unit: '°' }))
}

/**
 * Faces, people, plates and vehicles at once.
 *
 * PictureOSDEnable is "not used yet" (line 27217). The printed set carries FirmwareVer, which only the device knows. Corners of an
 * area have numbered keys, and the mark between two areas is `nextPolygonArea`.
 */
export const multiTarget = defineSetting({
  id: 'analysis.multiTarget',
  title: 'Multiple targets',
  help: 'Finds faces, people, plates and vehicles at once, and takes a picture of each.',
  manual: '2.6.21',
  request: { cgi: 'param', type: 'AIMultiObjectDetectParam', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: [...camerasButLite, 'nvr'],
  fields: {
    faces: optional(word('Faces', 'FaceEnable')),
    upperBodies: optional(word('Upper bodies', 'UpBodyEnable')),
    people: optional(word('People', 'FullBodyEnable')),
    plates: optional(word('Plates', 'PlateEnable')),
    vehicles: optional(word('Vehicles', 'VehicleEnable')),
    showTargets: optional(choice('Show targets in the video', { 0: 'no', 1: 'Mode 1', 2: 'Mode 2' }, { key: 'ShowObjectMode' })),
    showArea: optional(word('Show the area in the video', 'ShowAreaEnable')),
    confidence: optional(int('Confidence', { key: 'Reliability', min: 0, max: 100, unit: '%', as: 'percent' })),
    quality: optional(int('Picture quality', { key: 'PictureQuality', min: 0, max: 100, unit: '%', as: 'percent' })),
    picture: optional(choice('Take pictures', { 1: 'at intervals', 2: 'the best one' }, { key: 'SnapPictureMode' })),
    faceMin: smallest('Smallest face', 'FaceMinPixelWidth'),
    faceMax: largest('Largest face', 'FaceMaxPixelWidth'),
    pictureInterval: optional(int('Time between pictures', { key: 'UploadInterval', min: 1, max: 10, ...recorder })),
    personMin: smallest('Smallest person', 'HumanMinPixelWidth', camera),
    personMax: largest('Largest person', 'HumanMaxPixelWidth'),
    bodyMin: smallest('Smallest person (recorder)', 'FullBodyMinPixelWidth', recorder),
    vehicleMin: smallest('Smallest vehicle', 'VehicleMinPixelWidth'),
    vehicleMax: largest('Largest vehicle', 'VehicleMaxPixelWidth'),
    plateMin: smallest('Smallest plate', 'PlateMinPixelWidth'),
    plateMax: largest('Largest plate', 'PlateMaxPixelWidth'),
    ftp: optional(word('Send pictures by FTP', 'FtpUploadEnable')),
    ftpWhole: optional(word('Send the whole picture by FTP', 'FtpUploadFullViewEnable')),
    pictureText: optional(word('Text in the pictures', 'PictureOSDEnable', { help: 'Devices do not use it yet.' })),
    unregistered: optional(text('Name of the list of strangers', { key: 'NotRegisterName' })),
    country: optional(text('Country', { key: 'Country' })),
    continent: optional(text('Region of the world', { key: 'Continent' })),
    version: optional(text('Algorithm version', { key: 'FirmwareVer', readOnly: true, ...camera })),
    facePitch: degrees('Face pitch up to', 'FacePitch'),
    faceYaw: degrees('Face yaw up to', 'FaceYaw'),
    faceTilt: degrees('Face tilt up to', 'FaceTilt'),
    faceExposure: optional(word('Expose for faces', 'FaceExposureEnable')),
    brightness: optional(int('Reference brightness', { key: 'ReferBrightness', min: 0 })),
    exposureTime: optional(int('Expose for faces for', { key: 'ContinueTime', min: 0 })),
    areas: list('Areas', 'PolygonArea', {
      markers: { count: null, next: 'nextPolygonArea' },
      nextFrom: 1,
      item: {
        area: int('Area', { key: 'AreaId', min: 0 }),
        outline: numbered('Outline', {
          as: 'polygon',
          endValue: 'one',
          markers: { begin: 'AreaPointBegin', end: 'AreaPointEnd' },
          item: {
            x: real('X', { key: 'pointX{n}', min: 0, max: 100, unit: '%' }),
            y: real('Y', { key: 'pointY{n}', min: 0, max: 100, unit: '%' }),
          },
        }),
      },
    }),
    schedule: daysWithPeriods({ markers: { count: null } }),
    ignoreStill: optional(word('Ignore what stands still', 'FilterStaticEnable', camera)),
  },
  sample: {
    faces: true,
    people: true,
    vehicles: true,
    showTargets: 'Mode 1',
    showArea: true,
    confidence: 10,
    quality: 60,
    picture: 'at intervals',
    faceMin: 30,
    pictureInterval: 1,
    personMin: 30,
    vehicleMin: 30,
    ftp: false,
    ftpWhole: false,
    pictureText: false,
    version: 'v1.0.0_20210708',
    areas: [
      {
        area: 1,
        outline: [
          { x: 0, y: 0 },
          { x: 0, y: 100 },
          { x: 100, y: 100 },
          { x: 100, y: 0 },
        ],
      },
    ],
    schedule: [
      { day: 'Sunday', periods: [{ from: 0, to: 86_400 }] },
      { day: 'Monday', periods: [{ from: 0, to: 86_400 }] },
      { day: 'Tuesday', periods: [{ from: 0, to: 86_400 }] },
      { day: 'Wednesday', periods: [{ from: 0, to: 86_400 }] },
      { day: 'Thursday', periods: [{ from: 0, to: 86_400 }] },
      { day: 'Friday', periods: [{ from: 0, to: 86_400 }] },
      { day: 'Saturday', periods: [{ from: 0, to: 86_400 }] },
    ],
    ignoreStill: true,
  },
})
