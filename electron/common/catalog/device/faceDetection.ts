import { choice, flag, int, list, numbered, real } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { daysWithPeriods } from '../shared/week.ts'

const levels = { Low: 'Low', Mid: 'Medium', High: 'High' } as const

/** Finding faces. The set sends the schedule before the areas, the get after them; the order of the set is kept. */
export const faceDetection = defineSetting({
  id: 'device.faceDetection',
  title: 'Face detection',
  manual: '2.6.1.17',
  request: { cgi: 'param', type: 'faceDetectParam', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    enabled: flag('Faces', { key: 'faceDetectEnable' }),
    upperBody: flag('Upper bodies', { key: 'upBodyEnable' }),
    fullBody: flag('Full bodies', { key: 'fullBodyEnable' }),
    hasTraces: flag('Show tracks on the picture', { key: 'displayTraceInfo' }),
    confidence: choice('Confidence', levels, { key: 'confidenceCoefficient' }),
    smallest: int('Smallest face', { key: 'smallestPixel', min: 30, max: 300, unit: 'px' }),
    quality: choice('Quality of face pictures', levels, { key: 'imageMatQuality' }),
    mode: choice('Face pictures are taken', { 0: 'At intervals', 1: 'At the best moment' }, { key: 'snapshotMode' }), // the table prints 1 for both
    interval: int('Interval', { key: 'uploadInterval', min: 1, max: 10, help: 'Counts where pictures are taken at intervals.' }),
    yaw: int('Turned at most', { key: 'yawDegree', min: 0, max: 90, unit: '°' }),
    tilt: int('Tilted at most', { key: 'tiltDegree', min: 0, max: 90, unit: '°' }),
    sendsFace: flag('Send face pictures by FTP', { key: 'ftpUploadImageMat' }),
    sendsScene: flag('Send whole pictures by FTP', { key: 'ftpUploadWholeImage' }),
    schedule: daysWithPeriods({ markers: { count: null } }),
    areas: list('Areas', 'detectArea', {
      markers: { count: null, next: 'nextDetectArea' },
      item: {
        points: numbered('Outline', {
          max: 8,
          as: 'polygon',
          item: {
            x: real('X', { key: 'pointX{n}', min: 0, max: 100, unit: '%' }),
            y: real('Y', { key: 'pointY{n}', min: 0, max: 100, unit: '%' }),
          },
        }),
      },
    }),
  },
  sample: {
    enabled: true,
    upperBody: true,
    fullBody: false,
    hasTraces: false,
    confidence: 'High',
    smallest: 40,
    quality: 'High',
    mode: 'At the best moment',
    interval: 6,
    yaw: 80,
    tilt: 60,
    sendsFace: false,
    sendsScene: false,
    schedule: [
      {
        day: 'Tuesday',
        periods: [
          { from: 0, to: 30_600 },
          { from: 32_400, to: 86_400 },
        ],
      },
      { day: 'Thursday', periods: [{ from: 0, to: 86_400 }] },
    ],
    areas: [
      {
        points: [
          { x: 20, y: 10 },
          { x: 30, y: 40 },
          { x: 20, y: 40 },
        ],
      },
      {
        points: [
          { x: 50, y: 50 },
          { x: 60, y: 60 },
          { x: 80, y: 50 },
        ],
      },
    ],
  },
})
