import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { streamAbility } from '#common/catalog/stream/avStream.ts'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import { erase } from '#common/schema/infer.ts'
import { flag, int, list, optional, real, text } from '#common/schema/make.ts'
import { formatLines, formatQuery, parseLines } from '#common/wire/pairs.ts'
import { allDay, day, form, linkage, plainWeek, printedAt, readAt, week } from '#test/support/irregular.ts'
import { printedForms } from '#test/support/manual.ts'

describe('marks that stand askew', () => {
  form('weekDay items', 'the next mark counts from 2 or from 1, and is written as its own set has it (lines 6965, 14545)', () => {
    expect(readAt(6965, { week }).value.week.map((item) => item.day)).toEqual([1, 2, 3, 5])
    expect(readAt(14_545, { week: plainWeek }).value.week.length).toBeGreaterThan(1)
    const fromOne = list('Week', 'weekDay', { nextFrom: 1, markers: { count: null }, item: day })
    expect(formatQuery(encode({ week: fromOne }, { week: [{ day: 1 }, { day: 2 }, { day: 3 }] }))).toBe(
      'weekDayBegin=1&weekDay=1&next_weekDayURL=1&weekDay=2&next_weekDayURL=2&weekDay=3&weekDayEnd=3',
    )
  })

  form('weekBegin / next_weekDayURL / weekEnd', 'the next mark bears the name of the key (line 27900)', () => {
    const fields = {
      days: list('Days', 'week', { markers: { next: 'next_weekDayURL' }, item: day }),
      hour: int('Hour', { key: 'weekHour' }),
    }
    expect(readAt(27_900, fields).value).toEqual({ days: [{ day: 0 }, { day: 1 }], hour: 7 })
  })

  form('weekDay without next key', 'the key coming again starts the next item (line 6942)', () => {
    expect(readAt(6935, { week }).value.week).toEqual([
      { day: 1, periods: [{ from: 5400, to: 21_600 }] },
      { day: 5, periods: [{ from: 41_400, to: 43_200 }] },
    ])
  })

  form('crossed lists', 'the inner End comes after the outer (line 15154)', () => {
    const regions = list('Regions', 'region', { item: { x: real('X', { key: 'lineCrossStartX' }) } })
    const outer = list('Param', 'multiTripWireRegionParam', { item: { interval: int('Interval', { key: 'timeInterval' }), regions } })
    const { value, unknown } = readAt(15_154, { outer, week })
    expect(value.outer).toEqual([{ interval: 5, regions: [{ x: 27 }] }])
    expect(value.week).toEqual([{ day: 1, periods: [{ from: 21_600, to: 48_600 }] }])
    expect(unknown.some(({ key }) => /End$/.test(key))).toBe(false)
  })

  form('End without Begin', 'AlarmLinkageEnd alone is a stray mark and no list (line 7505)', () => {
    const { value, unknown } = readAt(7505, { week: plainWeek, linkage })
    expect([value.week.length, value.linkage, unknown.map(({ key }) => key)]).toEqual([2, [], ['ledAlarmTime']])
    expect(readAt(7525, { week: plainWeek, linkage }).value.week).toEqual(value.week)
  })

  form('timerBegin/timerEnd and timeSegmentBegin/timeSegmentEnd', 'the second two are values (line 3929)', () => {
    const item = {
      from: int('From', { key: 'timeSegmentBegin' }),
      to: int('To', { key: 'timeSegmentEnd' }),
      operation: int('Operation', { key: 'operatorType' }),
    }
    const timers = [{ from: 1111, to: 2222, operation: 16 }]
    expect(readAt(3919, { timers: list('Timers', 'timer', { item }) }).value.timers).toEqual(timers)
    expect(readAt(3944, { timers: list('Timers', 'timer', { item }) }).value.timers).toEqual(timers)
  })

  form('PlateBegin / NextPlate / PlateEnd', 'bare lines (line 12030)', () => {
    const item = { uid: int('UID', { key: 'UID' }), plate: text('Plate', { key: 'PlateNUM' }) }
    const plates = list('Plates', 'Plate', { bare: true, markers: { count: null, next: 'NextPlate' }, item })
    const { value } = readAt(12_030, { plates })
    expect(value.plates).toEqual([{ uid: 4, plate: 'DD651' }, { uid: 2, plate: 'DD651' }]) // prettier-ignore
    expect(formatLines(encode({ plates }, erase(value))).split('\n')).toEqual([
      ...['PlateBegin', 'UID=4', 'PlateNUM=DD651', 'NextPlate', 'UID=2', 'PlateNUM=DD651', 'PlateEnd'],
    ])
  })

  form('mountTypeBegin, videoModeBegin, dewarpModeBegin', 'next values are the letter n (line 21728)', () => {
    const mode = (name: string) => ({ [name]: text(name) })
    const dewarp = list('Dewarp', 'dewarpMode', { item: mode('dewarpMode') })
    const modes = list('Modes', 'videoMode', { item: { name: text('Mode', { key: 'videoMode' }), dewarp } })
    const { value, unknown } = readAt(21_726, { mounts: list('Mounts', 'mountType', { item: mode('mountType') }), modes })
    expect([value.mounts.length, value.modes.map((item) => item.dewarp.length)]).toEqual([2, [2, 2]])
    expect(unknown.map(({ key }) => key)).toEqual(['enableFlag'])
  })

  form('areaTemperatureEnd', 'an End without value (line 23012)', () => {
    const areas = list('Areas', 'areaTemperature', {
      item: { id: int('ID', { key: 'areaID' }), max: real('Max', { key: 'maxTemperature' }) },
    })
    expect(readAt(23_002, { areas }).value.areas).toEqual([{ id: 0, max: 0 }])
    expect(decode({ areas }, parseLines('areaTemperatureBegin=1\nareaTemperatureEnd')).value.areas).toEqual([])
  })

  form('PolygonAreaBegin ... nextPolygonArea=1 / PolygonAreaEnd=1', 'a next mark before End is no item (lines 23935, 27084)', () => {
    const areas = list('Areas', 'polygonAreaParam', {
      markers: { next: 'nextPolygonAreaParam' },
      item: { id: int('ID', { key: 'AreaId' }) },
    })
    expect(readAt(23_878, { areas }).value.areas.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    const polygons = list('Areas', 'PolygonArea', { markers: { next: 'nextPolygonArea' }, item: { id: int('ID', { key: 'AreaId' }) } })
    expect(readAt(27_053, { polygons }).value.polygons).toEqual([{ id: 1 }])
  })

  form('alarmOutActionCount twice', 'a Count is never relied on (line 23115)', () => {
    const outputs = list('Outputs', 'alarmOutAction', { item: { id: int('ID', { key: 'alarmOutID' }) } })
    const item = { source: int('Source', { key: 'sourceType' }), linkage, outputs, week }
    const param = list('Param', 'temperAlarmDeploymentParam', { markers: { begin: 'temperAlarmDeploymentParamStart' }, item })
    const { value } = readAt(23_065, { param })
    expect(
      value.param.map(({ source, linkage: links, outputs: outs, week: days }) => [source, links.length, outs.length, days.length]),
    ).toEqual([
      ...[[31, 3, 0, 1], [32, 0, 0, 0], [33, 2, 0, 1], [34, 0, 2, 0], [35, 0, 2, 0], [49, 0, 2, 0], [48, 0, 2, 0]], // prettier-ignore
    ])
  })
})

describe('lists in lists, and keys printed twice', () => {
  form('OldListBegin / NewListBegin', 'wrappers around one list each (line 11727)', () => {
    const plates = list('Plates', 'PlateParam', { markers: { next: 'NextUrl' }, item: { plate: text('Plate', { key: 'PlateText' }) } })
    const wrapper = (name: string) => list(name, name, { markers: { count: null }, max: 1, item: { plates } })
    const fields = { old: wrapper('OldList'), fresh: wrapper('NewList') }
    const { value } = readAt(11_727, fields)
    const named = (items: readonly { readonly plates: readonly { readonly plate: string }[] }[]) =>
      items[0]?.plates.map(({ plate }) => plate)
    expect([named(value.old), named(value.fresh)]).toEqual([['5MVL303', 'DD651'], ['DD652', '5MVL305']]) // prettier-ignore
  })

  form('SnapPictureMode twice', 'the last one counts and the first is not lost (lines 27060, 27066)', () => {
    const fields = { mode: int('Mode', { key: 'SnapPictureMode' }) }
    expect(readAt(27_053, fields).unknown).toContainEqual({ key: 'SnapPictureMode', value: '1' })
    expect(decode(fields, parseLines('SnapPictureMode=1\nSnapPictureMode=2'))).toEqual({
      value: { mode: 2 },
      unknown: [{ key: 'SnapPictureMode', value: '1' }],
    })
  })

  form('audioEncoderType, resolution', 'a key repeated inside one item (line 4784)', () => {
    const [first] = readAt(4773, streamAbility.fields).value.streams
    expect(first?.encoders[0]?.resolutions[0]).toEqual({
      audio: [{ encoder: 'G.711 A-law' }, { encoder: 'G.711 µ-law' }],
      resolution: '2592*1520',
    })
  })

  form('second line of a double tripwire', 'keys with the suffix 2, marks LineCross1 and LineCross2 as values (lines 15134, 15154)', () => {
    const item = {
      x: real('X', { key: 'lineCrossStartX' }),
      x2: real('X 2', { key: 'lineCrossStartX2' }),
      mark: optional(int('Mark', { key: 'LineCross2' })),
    }
    const regions = list('Regions', 'region', { item })
    expect(readAt(15_115, { regions }).value.regions).toEqual([{ x: 38, x2: 50 }])
    expect(readAt(15_154, { regions }).value.regions).toEqual([{ x: 27, x2: 39, mark: 2 }])
  })

  form('presetBegin of a tour', 'the list of presets inside a tour, speed absent from the second (line 1279)', () => {
    const presets = list('Presets', 'preset', {
      item: { id: int('ID', { key: 'presetID' }), speed: optional(int('Speed', { key: 'speed' })) },
    })
    const tours = list('Tours', 'tour', { item: { name: text('Name', { key: 'tourName' }), presets } })
    expect(readAt(1279, { tours }).value.tours).toEqual([
      { name: 'sdf', presets: [{ id: 1, speed: 1 }] },
      { name: 'bt', presets: [{ id: 1 }] },
    ])
  })

  form(
    'presetCount/presetBegin/presetID/next_PresetURL/presetEnd around a whole analysis',
    'everything once for each preset, in no sample (line 13437)',
    () => {
      expect([printedAt(13_437), printedAt(13_442)]).toEqual(['next_PresetURL', 'p resetEnd'])
      const item = { id: int('Preset', { key: 'presetID' }), on: flag('On', { key: 'enableFlag' }), week: plainWeek }
      const markers = { begin: ['presetBegin', 'resetBegin'], next: 'next_PresetURL', end: ['presetEnd', 'p resetEnd'] }
      const fields = { presets: list('Presets', 'preset', { markers, item }) }
      const value = { presets: [{ id: 0, on: true, week: [{ day: 0, from: 0, to: 1800 }] }, { id: 3, on: false, week: [] }] } // prettier-ignore
      const body = formatLines(encode(fields, value))
      expect(decode(fields, parseLines(body)).value).toEqual(value)
      expect(decode(fields, parseLines(body.replace('presetBegin', 'resetBegin').replace('presetEnd', 'p resetEnd'))).value).toEqual(value)
    },
  )

  form('action key before a list', 'a plain field that stands where the set wants it (lines 8522, 5582)', () => {
    const areas = list('Areas', 'BlindAreaParam', { markers: { next: 'next_areaParamURL' }, item: { id: int('ID', { key: 'areaID' }) } })
    const fields = { action: optional(text('Action', { key: 'areaParamAction' })), areas }
    const { value } = readAt(8522, fields)
    expect(value).toEqual({ action: 'add', areas: [{ id: 4 }, { id: 2 }, { id: 3 }] })
    expect(formatQuery(encode(fields, erase(value), 'request'))).toMatch(
      /^areaParamAction=add&BlindAreaParamCount=3&BlindAreaParamBegin=1&/,
    )
    expect(readAt(5582, { action: text('Action', { key: 'scheduleTimeAction' }), week }).value).toEqual({
      action: 'cover',
      week: [{ day: 2, periods: allDay }],
    })
  })

  form('FaceInfoBegin/FaceInfoEnd', 'a body the device pushes; End may be missing (lines 25200, 27444)', () => {
    const faces = list('Faces', 'FaceInfo', { item: { temperature: real('Temperature', { key: 'Temperature', unit: '°C' }) } })
    const fields = { faces, length: int('Length', { key: 'FacePictureDataLen' }), picture: text('Picture', { key: 'FacePictureData' }) }
    expect(readAt(25_199, fields).value).toEqual({ faces: [{ temperature: 35.8 }], length: 3442, picture: 'Picture data' })
    expect(readAt(27_443, fields).value).toEqual({ faces: [], length: 38_918, picture: '.....' })
    expect(decode(fields, parseLines('FacePictureDataLen=4\nFacePictureData=QUI9PQ==')).value.picture).toBe('QUI9PQ==')
  })
})

it('every one of the 37 irregular forms has its test', () => {
  const sources = ['irregularKeys', 'irregularMarks'].map((name) => readFileSync(new URL(`./${name}.test.ts`, import.meta.url), 'utf8'))
  const tried = sources.flatMap((source) => [...source.matchAll(/\bform\(\s*'(?<name>[^']+)'/g)].map((found) => found.groups?.['name']))
  expect(tried.sort()).toEqual(printedForms.forms.map(({ name }) => name).sort())
  expect(tried).toHaveLength(37)
})
