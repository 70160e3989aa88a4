import { describe, expect } from 'vitest'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import { erase } from '#common/schema/infer.ts'
import { flag, int, lines, list, named, numbered, optional, packed, points, real, text, unmarked } from '#common/schema/make.ts'
import { formatLines, formatQuery, parseLines } from '#common/wire/pairs.ts'
import { allDay, form, plainWeek, printedAt, readAt, week } from '#test/support/irregular.ts'
import { pairsOf, textAt } from '#test/support/manual.ts'

const point = { x: real('X', { key: 'pointX' }), y: real('Y', { key: 'pointY' }) }
const corners = numbered('Corners', { item: { x: real('X', { key: 'pointX{n}' }), y: real('Y', { key: 'pointY{n}' }) } })

describe('numbered keys', () => {
  form('exposureTimeSupport_N', 'eighteen keys between Begin and End (line 29837)', () => {
    const markers = { count: ['exposureTimeCount'], begin: ['exposureTimeBegin'], end: ['exposureTimeEnd'] }
    const fields = { times: numbered('Times', { markers, item: { time: text('Time', { key: 'exposureTimeSupport_{n}' }) } }) }
    const { value, unknown } = readAt(29_836, fields)
    expect([value.times.length, value.times[0], value.times[17]]).toEqual([18, { time: '1/5' }, { time: '1/20000' }])
    expect([...unknown, ...encode(fields, erase(value))]).toEqual(pairsOf(textAt(29_836)))
  })

  form('pointX1..pointX8 / pointY1..pointY8', 'all corners of an area in one item (line 27074)', () => {
    const areas = list('Areas', 'PolygonArea', {
      markers: { next: 'nextPolygonArea' },
      item: { id: int('ID', { key: 'AreaId' }), outline: list('Outline', 'AreaPoint', { item: { corners } }) },
    })
    const outline = [{ corners: [[0, 0], [0, 100], [100, 100], [100, 0]].map(([x, y]) => ({ x, y })) }] // prettier-ignore
    expect(readAt(27_053, { areas }).value.areas).toEqual([{ id: 1, outline }])
  })

  form('startTime1..3 / endTime1..3', 'periods inside one weekday, or plain ones with the weekday repeated (lines 8866, 6458)', () => {
    expect(readAt(8866, { week }).value.week[1]).toEqual({
      day: 2,
      periods: [
        { from: 5400, to: 21_600 },
        { from: 32_400, to: 63_000 },
      ],
    })
    expect(readAt(6458, { week: plainWeek }).value.week.map((item) => item.day)).toEqual([0, 0, 1, 2, 3, 4, 4, 5, 6])
  })

  form('recipientEmailAddress1..5', 'always five, empty ones too (line 9649)', () => {
    const fields = { to: numbered('To', { item: { address: text('Address', { key: 'recipientEmailAddress{n}' }) } }) }
    expect(readAt(9642, fields).value.to.map(({ address }) => address)).toEqual(['1', '', '', 'heheh', ''])
    expect(readAt(9667, fields).value.to.map(({ address }) => address)).toEqual(['2528200656@qq.com1', '2', '3', '4', '5'])
  })

  form('securityQuestion1..3 / securityAnswer1..3', 'answers stand in the set alone (lines 26414, 26427)', () => {
    const fields = {
      questions: numbered('Questions', {
        item: { question: int('Question', { key: 'securityQuestion{n}' }), answer: optional(text('Answer', { key: 'securityAnswer{n}' })) },
      }),
    }
    expect(readAt(26_413, fields).value.questions).toEqual([{ question: 1 }, { question: 2 }, { question: 3 }])
    const { value } = readAt(26_427, fields)
    expect(value.questions[2]).toEqual({ question: 3, answer: '3' })
    expect(formatQuery(encode(fields, erase(value), 'request'))).toBe(
      'securityQuestion1=1&securityAnswer1=1&securityQuestion2=2&securityAnswer2=2&securityQuestion3=3&securityAnswer3=3',
    )
  })

  form('<privilege>-chN', 'a channel keeps its number, whatever gaps there are (line 25890)', () => {
    const channels = (privilege: string) =>
      numbered('Channels', {
        numberAs: 'channel',
        item: { channel: int('Channel'), may: flag('May', { key: `${privilege}-ch{n}` }) },
      })
    const item = {
      name: text('Name', { key: 'privilegeName' }),
      live: channels('liveVideo'),
      play: channels('playback'),
      save: channels('backup'),
    }
    const { privileges } = readAt(25_884, { privileges: list('Privileges', 'userPrivilege', { item }) }).value
    expect(privileges.map(({ name, live, play, save }) => [name, live.length, play.length, save.length])).toEqual([
      ['liveVideo', 16, 0, 0],
      ['playback', 0, 16, 0],
      ['backup', 0, 0, 16],
    ])
    const fields = { live: channels('liveVideo') }
    const gaps = parseLines('liveVideo-ch3=1\nliveVideo-ch16=0')
    expect(encode(fields, erase(decode(fields, gaps).value))).toEqual(gaps)
  })

  form('channel_num + channel1, channel2', 'the print has a blank in the key (line 30136)', () => {
    const channels = numbered('Channels', { item: { channel: int('Channel', { key: 'channel{n}' }) } })
    expect(readAt(30_136, { channels }).value.channels).toEqual([{ channel: 1 }, { channel: 2 }])
  })
})

describe('points', () => {
  form('PointList / SrcPointList / DstPointList / BadPointList', 'all points in one value (lines 24755, 24834, 24970)', () => {
    const src = list('Source', 'RegionSrc', { item: { points: points('Points', 'SrcPointList', { digits: 2 }) } })
    const { value } = readAt(24_752, { src })
    expect(value.src).toEqual([{ points: [{ x: 27.2, y: 48.81 }, { x: 59, y: 40 }, { x: 57.8, y: 70.85 }] }]) // prettier-ignore
    expect(formatLines(encode(src.item, value.src[0] ?? {}))).toBe('SrcPointList=27.20,48.81||59.00,40.00||57.80,70.85')
    const bad = { points: points('Points', 'BadPointList') }
    expect(readAt(24_834, bad).value.points).toEqual([{ x: 50, y: 50 }, { x: 80, y: 80 }]) // prettier-ignore
    const areas = list('Areas', 'AreaParam', { markers: { next: 'NextAreaParam' }, item: { points: points('Points', 'PointList') } })
    expect(readAt(24_965, { areas }).value.areas[2]).toEqual({ points: [{ x: 37, y: 64 }, { x: 51, y: 84 }] }) // prettier-ignore
  })

  form('pointBegin/next_pointURL/pointEnd', 'one point an item (line 12459)', () => {
    const regions = list('Regions', 'region', { item: { outline: list('Outline', 'point', { item: point }) } })
    expect(readAt(12_446, { regions }).value.regions).toEqual([
      { outline: [{ x: 36.124401, y: 43.162392 }, { x: 37.559807, y: 68.376068 }, { x: 51.196171, y: 43.589745 }] }, // prettier-ignore
    ])
  })

  form('SNPointCoordinateStart/SNPointCoordinateNext/SNPointCoordinateEnd', 'marks that end in Start and Next (line 22795)', () => {
    const markers = { begin: 'SNPointCoordinateStart', next: 'SNPointCoordinateNext' }
    const outline = list('Outline', 'SNPointCoordinate', { endValue: 'one', markers, item: point })
    const areas = list('Areas', 'temperAlarmParam', { markers: { begin: 'temperAlarmParamStart' }, item: { outline } })
    expect(readAt(22_775, { areas }).value.areas[0]?.outline).toHaveLength(4)
    expect(
      encode(
        { outline },
        {
          outline: [
            { x: 1, y: 2 },
            { x: 3, y: 4 },
          ],
        },
      ).map(({ key, value }) => `${key}=${value}`),
    ).toEqual([
      // prettier-ignore
      'SNPointCoordinateCount=2',
      'SNPointCoordinateStart=1',
      'pointX=1',
      'pointY=2',
      'SNPointCoordinateNext=2',
      'pointX=3',
      'pointY=4',
      'SNPointCoordinateEnd=1',
    ])
  })

  form('pointTemperatureBegin ... pointTemperatureEnd as parameters of the request', 'plain parameters asked, a list answered', () => {
    const item = { ...point, temperature: real('Temperature', { key: 'temperatureValue', unit: '°C' }) }
    const found = list('Points', 'pointTemperature', { markers: { next: 'pointTemperatureNext' }, item })
    expect(readAt(23_041, { found }).value.found).toEqual([
      { x: 20, y: 10, temperature: 20 },
      { x: 10, y: 20, temperature: 19.9 },
    ])
    const asked = { from: int('From', { key: 'biginPointX' }), to: int('To', { key: 'endPointX' }) }
    expect(readAt(23_038, asked).value).toEqual({ from: 20, to: 89 })
  })
})

describe('lists without the usual marks', () => {
  form('ListType blocks', 'a new item starts when ListType comes again (line 12241)', () => {
    const item = { type: int('List', { key: 'ListType' }), sound: optional(int('Sound', { key: 'alarmSoundType' })) }
    expect(readAt(12_241, { events: unmarked('Events', { item }) }).value.events).toEqual([
      { type: 1, sound: 3 },
      { type: 2 },
      { type: 3, sound: 3 },
    ])
  })

  form('StatisticsNumber', 'a count, then items without any mark (line 18170)', () => {
    const item = {
      time: text('Time', { key: 'StatisticsTime' }),
      entered: int('Entered', { key: 'EnterNumber' }),
      left: int('Left', { key: 'OutNumber' }),
    }
    const fields = { hours: unmarked('Hours', { markers: { count: 'StatisticsNumber' }, item }) }
    const { value } = readAt(18_170, fields)
    expect(value.hours[1]).toEqual({ time: '2020-05-15 00:00:00', entered: 337, left: 543 })
    expect(encode(fields, erase(value))).toEqual(pairsOf(textAt(18_170)))
  })

  form('userListCount without a list', 'the fields of the user follow the count (line 25807)', () => {
    const item = { name: text('Name', { key: 'username' }), address: text('Address', { key: 'userIP' }) }
    const { value, unknown } = readAt(25_807, { users: unmarked('Users', { markers: { count: 'userListCount' }, item }) })
    expect(value.users).toEqual([{ name: 'admin', address: '192.168.2.156' }])
    expect(unknown.map(({ key }) => key)).toEqual(['userType', 'userTime'])
  })

  form('Log Time lines', 'lines that are no pairs, after logData (lines 26664, 26682)', () => {
    const item = { time: text('Time', { key: 'Log Time' }), text: text('Text', { key: 'loginfo' }) }
    const fields = { entries: lines('Entries', 'logData', { item }) }
    expect(readAt(26_660, fields).value.entries[1]).toEqual({ time: '21/12/2023 09:21:32', text: '001c27657657' })
    const { value } = readAt(26_678, fields)
    expect(value.entries).toHaveLength(2)
    expect(formatLines(encode(fields, erase(value))).split('\n')[1]).toBe('Log Time: 2023/12/22 09:12:29, loginfo: 001c27657657')
    const odd = parseLines('logData=\nLog Time:1, loginfo: a=b, c')
    expect(decode(fields, odd).value.entries).toEqual([{ time: '1', text: 'a=b, c' }])
  })

  form('triggerChannel', 'channels joined in one value (line 6875)', () => {
    const packing = { betweenItems: '_', betweenParts: '', before: 'ch' }
    const fields = { channels: packed('Channels', 'triggerChannel', packing, { item: { channel: int('Channel') } }) }
    const pairs = [{ key: 'triggerChannel', value: printedAt(6875)?.replace('Such as: ', '') ?? null }]
    const { value } = decode(fields, pairs)
    expect(value.channels).toEqual([{ channel: 1 }, { channel: 2 }, { channel: 3 }])
    expect(encode(fields, erase(value))).toEqual(pairs)
  })

  form('extendListBegin', 'items of one pair whose key differs (line 11405)', () => {
    const fields = { extensions: named('Extensions', 'extendList', { item: { name: text('Name'), on: flag('On', { words: 'words' }) } }) }
    const { value } = readAt(11_405, fields)
    expect(value.extensions.map(({ name, on }) => `${name} ${on}`)).toEqual([
      ...['Onvif true', 'Profile_G true', 'Media2 true', 'Intelligent_Analysis true', 'User_Verification false'],
    ])
    expect(encode(fields, erase(value))).toEqual(pairsOf(textAt(11_405)).slice(4))
  })

  form('HighTemperatureAlarmParamBegin ... AreaId', 'areas without a next mark in the get, wrapped in the set (lines 24180, 24429)', () => {
    const area = { id: int('ID', { key: 'AreaId' }), alarm: flag('Alarm', { key: 'AlarmEnable' }), week }
    const got = readAt(24_180, { areas: list('Areas', 'HighTemperatureAlarmParam', { item: area }) }).value.areas
    expect(got.map(({ id, week: days }) => [id, days.length])).toEqual([[1, 7], [2, 7], [3, 0], [4, 0], [5, 0], [6, 0], [7, 0], [8, 0]]) // prettier-ignore
    const wrapped = { areas: list('Areas', 'AreaAlarmParam', { markers: { next: 'nextAreaAlarmParam' }, item: area }) }
    const set = readAt(24_429, { param: list('Param', 'HighTemperatureAlarmParam', { item: wrapped }) }).value.param
    expect(set[0]?.areas.map(({ id }) => id)).toEqual([1, 2])
    expect(set[0]?.areas[1]?.week[6]).toEqual({ day: 6, periods: allDay })
  })
})
