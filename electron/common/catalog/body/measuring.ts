import { choice, flag, int, list, numbered, optional, real, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { lengthUnits, temperature, temperatureUnit } from '../shared/temperature.ts'

const words = { words: 'words' } as const

/** Angles of a face the camera still measures. */
const angle = { min: 0, max: 90, unit: '°' } as const

/**
 * Faces a body temperature camera finds and how it measures them; temperatures are in the unit chosen here.
 *
 * The areas stand in the middle of the get and at the end of the set (manual lines 23892 and 24162). `FtpUploadFullViewEnable` is
 * our reading of a key damaged in the manual (line 23889).
 */
export const bodyMeasuring = defineSetting({
  id: 'body.measuring',
  title: 'Body temperature measurement',
  manual: '2.6.18.1',
  request: { cgi: 'param', type: 'AIThermalConfigureParam', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: ['body-thermal'],
  fields: {
    faces: flag('Find faces', { key: 'FaceEnable', ...words }),
    track: choice('Show faces', { 0: 'no', 1: 'mode 1', 2: 'mode 2' }, { key: 'ShowObjectMode' }),
    showArea: flag('Show areas', { key: 'ShowAreaEnable', ...words }),
    confidence: int('Confidence', { key: 'Reliability', min: 0, max: 100, unit: '%', as: 'percent' }),
    quality: int('Quality of cut-outs', { key: 'PictureQuality', min: 1, max: 99, help: '80 is high, 60 medium, 30 low.' }),
    capture: choice('Capture', { 0: 'timed', 1: 'best', 4: 'best in time' }, { key: 'SnapPictureMode' }),
    captures: optional(int('Captures of a face', { key: 'SnapPictureNum', min: 1, max: 5, help: 'Capture best or best in time.' })),
    interval: optional(int('Capture interval', { key: 'UploadInterval', min: 1, max: 10, unit: 's', help: 'Capture timed.' })), // unit is ours
    pitch: int('Elevation', { key: 'PitchDegree', ...angle }),
    yaw: int('Side angle', { key: 'YawDegree', ...angle }),
    tilt: int('Inclination', { key: 'TiltDegree', ...angle }),
    ftpCutout: flag('Cut-outs to FTP', { key: 'FtpUploadEnable', ...words }),
    ftpPicture: optional(
      flag('Whole pictures to FTP', {
        key: 'FtpUploadFullViewEnable',
        alsoRead: ['FtpUploadFullSeeEnable', 'FtpUploadFullRefer toEnable'],
        ...words,
      }),
    ),
    osd: flag('Text on captures', { key: 'PictureOSDEnable', ...words }),
    algorithm: optional(text('Algorithm version', { key: 'FirmwareVer', readOnly: true })),
    enabled: flag('Measure temperatures', { key: 'IsOpenTemperatureMeasure', ...words }),
    unit: temperatureUnit(),
    lengthUnit: choice('Length unit', lengthUnits, { key: 'LengthUnit' }),
    ambient: temperature('Ambient temperature', { key: 'EnvironmentTemperature' }),
    adaptiveAmbient: optional(temperature('Ambient temperature, measured', { key: 'SelfAdaptiveEnvironmentTemp', readOnly: true })),
    inside: optional(temperature('Temperature inside the camera', { key: 'CavityTemoperature', readOnly: true })),
    correction: real('Correction factor', { key: 'Physicsinfo' }),
    distance: optional(real('Distance', { key: 'Distance', min: 0, help: 'In the length unit.' })),
    colourFaces: flag('Highlight faces', { key: 'FaceColorEnable', ...words }),
    adapt: flag('Adapt to the surroundings', { key: 'AveTemperatureCorrection', ...words }),
    abnormal: flag('Show abnormal temperatures', { key: 'AbnormalTemperatureFilter', ...words }),
    areaMode: choice('Area mode', { 0: 'mode 1', 1: 'mode 2' }, { key: 'TempAreaMode' }),
    mode: choice('Measuring mode', { 0: 'mode 1', 1: 'mode 2' }, { key: 'MeasureMode' }),
    normalMin: temperature('Normal from', { key: 'NormalTemperatureMin', digits: 2 }),
    normalMax: temperature('Normal to', { key: 'NormalTemperatureMax', digits: 2 }),
    textSize: optional(choice('Text size', { 1: 'small', 2: 'medium', 3: 'large' }, { key: 'FontSize' })),
    areas: list('Area', 'polygonAreaParam', {
      markers: { count: null, next: 'nextPolygonAreaParam' },
      nextFrom: 'always1',
      endValue: 'one',
      max: 8,
      numberIn: 'area',
      item: {
        area: int('Area', { key: 'AreaId', min: 1, max: 8 }),
        minFace: int('Smallest face', { key: 'FaceMinPixelWidth', min: 30, max: 300, unit: 'px' }),
        maxFace: int('Largest face', { key: 'FaceMaxPixelWidth', min: 500, max: 2000, unit: 'px' }),
        outline: numbered('Outline', {
          as: 'polygon',
          max: 8,
          markers: { begin: ['AreaPointBegin'], end: ['AreaPointEnd'] },
          endValue: 'one',
          item: {
            x: real('X', { key: 'pointX{n}', min: 0, max: 100, unit: '%', digits: 2 }),
            y: real('Y', { key: 'pointY{n}', min: 0, max: 100, unit: '%', digits: 2 }),
          },
        }),
      },
    }),
  },
  sample: {
    faces: true,
    track: 'mode 1',
    showArea: true,
    confidence: 60,
    quality: 60,
    capture: 'timed',
    interval: 5,
    pitch: 60,
    yaw: 60,
    tilt: 30,
    ftpCutout: false,
    ftpPicture: false,
    osd: false,
    algorithm: 'V1.4.1.1',
    enabled: true,
    unit: '°C',
    lengthUnit: 'm',
    ambient: 25,
    adaptiveAmbient: 28.77,
    inside: 38.8,
    correction: 0,
    distance: 5,
    colourFaces: false,
    adapt: false,
    abnormal: false,
    areaMode: 'mode 1',
    mode: 'mode 1',
    normalMin: 36,
    normalMax: 37.3,
    areas: [
      {
        area: 1,
        minFace: 70,
        maxFace: 1000,
        outline: [
          { x: 0, y: 0 },
          { x: 0, y: 99.5 },
          { x: 99.5, y: 99.5 },
          { x: 99.5, y: 0 },
        ],
      },
      { area: 2, minFace: 70, maxFace: 1000, outline: [] },
    ],
  },
})
