import { describe, expect, it } from 'vitest'
import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import type { Fields } from '#common/schema/field.ts'
import { int, list, numbered, optional, packed, points, text } from '#common/schema/make.ts'
import { formatQuery, parseLines } from '#common/wire/pairs.ts'

const regions = list('Regions', 'region', { item: { x: int('X', { key: 'pointX' }), y: optional(int('Y', { key: 'pointY' })) } })
const recipients = numbered('Recipients', { item: { address: text('Address', { key: 'recipient{n}' }) } })

function read<R extends Fields>(fields: R, ...all: readonly string[]) {
  return decode(fields, parseLines(all.join('\n')))
}

describe('a list', () => {
  it('without items is written as its count alone, and read as empty', () => {
    expect(encode({ regions }, { regions: [] })).toEqual([{ key: 'regionCount', value: '0' }])
    expect(read({ regions }, 'regionCount=0').value).toEqual({ regions: [] })
    expect(read({ regions }, 'regionBegin=1', 'regionEnd=1').value).toEqual({ regions: [] })
  })

  it('that does not occur is empty, or absent where it is optional', () => {
    expect(read({ regions }).value).toEqual({ regions: [] })
    expect(read({ regions: optional(regions) }).value).toEqual({})
  })

  it('without End is ended by a key of the record around it, numbered ones too', () => {
    const fields = { name: text('Name'), regions, recipients }
    const wanted = { name: 'Dock', regions: [{ x: 1 }], recipients: [{ address: 'a@b' }] }
    expect(read(fields, 'regionBegin=1', 'pointX=1', 'name=Dock', 'recipient1=a@b')).toEqual({ value: wanted, unknown: [] })
    expect(read(fields, 'regionBegin=1', 'pointX=1', 'recipient1=a@b', 'name=Dock')).toEqual({ value: wanted, unknown: [] })
  })

  it('goes on at its next mark although a key of the record around it stood between', () => {
    const fields = { name: text('Name'), regions }
    expect(read(fields, 'regionBegin=1', 'pointX=1', 'name=Dock', 'next_regionURL=2', 'pointX=2', 'regionEnd=2')).toEqual({
      value: { name: 'Dock', regions: [{ x: 1 }, { x: 2 }] },
      unknown: [],
    })
  })

  it('whose next mark is also that of the list inside it keeps it for itself', () => {
    const users = list('Users', 'user', { item: { user: text('User') } })
    const item = { group: optional(text('Group', { key: 'groupName' })), note: text('Note'), users }
    const groups = list('Groups', 'group', { markers: { next: 'next_userURL' }, item })
    const first = ['groupBegin=1', 'groupName=A', 'note=x', 'userBegin=1', 'user=a', 'userEnd=1']
    expect(read({ groups }, ...first, 'next_userURL=2', 'note=y', 'groupEnd=2')).toEqual({
      value: { groups: [{ group: 'A', note: 'x', users: [{ user: 'a' }] }, { note: 'y', users: [] }] }, // prettier-ignore
      unknown: [],
    })
  })

  it('may begin with another number than 1, as audioInBegin=2 does on an IPC', () => {
    expect(read({ regions }, 'regionBegin=2', 'pointX=1', 'next_regionURL=7', 'pointX=2', 'regionEnd').value.regions).toHaveLength(2)
  })

  it('may count wrongly', () => {
    expect(read({ regions }, 'regionCount=11', 'regionBegin=1', 'pointX=1', 'regionEnd=4').value.regions).toEqual([{ x: 1 }])
  })

  it('that misses a value in an item says in which', () => {
    expect(() => read({ regions }, 'regionBegin=1', 'pointX=1', 'next_regionURL=2', 'pointY=2', 'regionEnd=2')).toThrow(
      expect.objectContaining({ path: 'regions[1].x', problem: 'missing' }),
    )
  })

  it('keeps what no field claims in it, in order', () => {
    expect(read({ regions }, 'a=1', 'regionBegin=1', 'pointX=1', 'b=2', 'pointY=3', 'regionEnd=1', 'c=4')).toEqual({
      value: { regions: [{ x: 1, y: 3 }] },
      unknown: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
        { key: 'c', value: '4' },
      ],
    })
  })
})

describe('numbered keys', () => {
  it('come in the order of their numbers, not of their lines', () => {
    expect(read({ recipients }, 'recipient10=j', 'recipient2=b', 'recipient1=a').value.recipients.map(({ address }) => address)).toEqual([
      ...['a', 'b', 'j'],
    ])
  })

  it('printed twice: the last one counts and the first is not lost', () => {
    expect(read({ recipients }, 'recipient1=a', 'recipient1=b')).toEqual({
      value: { recipients: [{ address: 'b' }] },
      unknown: [{ key: 'recipient1', value: 'a' }],
    })
  })

  it('with more than four digits are no numbers of items', () => {
    expect(read({ recipients }, 'recipient12345=a').unknown).toEqual([{ key: 'recipient12345', value: 'a' }])
  })
})

describe('points in one value', () => {
  const outline = points('Outline', 'PointList')

  it.each([
    ['1,2||3', 'outline[1].y', 'missing'],
    ['1,2||,4', 'outline[1].x', 'missing'],
    ['1,2||a,4', 'outline[1].x', 'notANumber'],
    ['||', 'outline[0].x', 'missing'],
  ])('%j is refused with its place', (value, path, problem) => {
    expect(() => read({ outline }, `PointList=${value}`)).toThrow(expect.objectContaining({ path, problem }))
  })

  it('may be none', () => {
    expect(read({ outline }, 'PointList=')).toEqual({ value: { outline: [] }, unknown: [] })
  })
})

describe('a list that takes the place of the one there', () => {
  const shifts = list('Shifts', 'shift', {
    replacing: { key: 'shiftAction', none: 'clean' },
    item: { from: int('From'), posts: list('Posts', 'post', { item: { post: int('Post') } }) },
  })
  const posts = list('Posts', 'post', { replacing: { key: 'postAction' }, item: { post: int('Post') } })

  it('says so in a set, before it, and never in a reply', () => {
    const value = { posts: [{ post: 7 }] }
    expect(formatQuery(encode({ posts }, value, 'request'))).toBe('postAction=cover&postCount=1&postBegin=1&post=7&postEnd=1')
    expect(formatQuery(encode({ posts }, value))).toBe('postCount=1&postBegin=1&post=7&postEnd=1')
  })

  it('says so to the lines alone that want it said', () => {
    const lite = list('Posts', 'post', { replacing: { key: 'postAction', series: ['ipc-lite'] }, item: { post: int('Post') } })
    const sent = (series?: 'ipc' | 'ipc-lite') => formatQuery(encode({ lite }, { lite: [] }, 'request', series))
    expect([sent('ipc-lite'), sent('ipc'), sent()]).toEqual(['postAction=cover&postCount=0', 'postCount=0', 'postCount=0'])
  })

  it('says nothing where the list is not part of what is sent', () => {
    expect(encode({ posts: optional(posts) }, {}, 'request')).toEqual([])
  })

  it('has the word for none where the device knows one', () => {
    expect(formatQuery(encode({ shifts }, { shifts: [] }, 'request'))).toBe('shiftAction=clean&shiftCount=0')
    expect(formatQuery(encode({ posts }, { posts: [] }, 'request'))).toBe('postAction=cover&postCount=0')
    expect(read({ shifts }, 'shiftAction=clean')).toEqual({ value: { shifts: [] }, unknown: [] })
  })

  it('is read with the word before its count, after it and inside it (manual line 8072)', () => {
    const body = ['from=1', 'next_shiftURL=2', 'from=2', 'shiftEnd=2']
    const wanted = { value: { shifts: [{ from: 1, posts: [] }, { from: 2, posts: [] }] }, unknown: [] } // prettier-ignore
    expect(read({ shifts }, 'shiftAction=cover', 'shiftCount=2', 'shiftBegin=1', ...body)).toEqual(wanted)
    expect(read({ shifts }, 'shiftCount=2', 'shiftAction=cover', 'shiftBegin=1', ...body)).toEqual(wanted)
    expect(read({ shifts }, 'shiftBegin=1', 'shiftAction=cover', ...body)).toEqual(wanted)
  })
})

describe('channels in one value', () => {
  const item = { channel: int('Channel') }
  const channels = packed('Channels', 'triggerChannel', { betweenItems: '_', betweenParts: '', before: 'ch', none: 'clean' }, { item })

  it('are set to none by a word of their own, which is none as well when read', () => {
    expect(formatQuery(encode({ channels }, { channels: [] }, 'request'))).toBe('triggerChannel=clean')
    expect(formatQuery(encode({ channels }, { channels: [] }))).toBe('triggerChannel=')
    expect(read({ channels }, 'triggerChannel=clean')).toEqual({ value: { channels: [] }, unknown: [] })
    expect(read({ channels }, 'triggerChannel=ch1_ch3').value).toEqual({ channels: [{ channel: 1 }, { channel: 3 }] })
  })
})

describe('a list in a frame', () => {
  const item = { area: int('Area', { key: 'AreaId' }) }
  const markers = { count: null, begin: 'AreaBegin', next: 'nextArea', end: 'AreaEnd' }
  const areas = list('Areas', '', { frame: 'High', single: true, nextFrom: 'always1', endValue: 'one', markers, item })
  const wanted = { areas: [{ area: 1 }, { area: 2 }, { area: 3 }] }

  it('is written with its own marks inside those of the frame, every next mark 1 where the device wants it so', () => {
    expect(formatQuery(encode({ areas }, wanted))).toBe(
      'HighBegin=1&AreaBegin=1&AreaId=1&nextArea=1&AreaId=2&nextArea=1&AreaId=3&AreaEnd=1&HighEnd=1',
    )
    expect(encode({ areas }, { areas: [] })).toEqual([])
  })

  it('is read with all marks and with those of the frame alone', () => {
    expect(read({ areas }, 'HighBegin=1', 'AreaId=1', 'AreaId=2', 'AreaId=3', 'HighEnd=1')).toEqual({ value: wanted, unknown: [] })
    expect(decode({ areas }, encode({ areas }, wanted))).toEqual({ value: wanted, unknown: [] })
  })

  it('may be one packed value', () => {
    const fields = { outline: { ...points('Outline', 'PointList'), frame: 'Region' } }
    const value = { outline: [{ x: 1, y: 2 }, { x: 3, y: 4 }] } // prettier-ignore
    expect(formatQuery(encode(fields, value))).toBe(`RegionBegin=1&PointList=${encodeURIComponent('1,2||3,4')}&RegionEnd=1`)
    expect(read(fields, 'RegionBegin=1', 'PointList=1,2||3,4', 'RegionEnd=1')).toEqual({ value, unknown: [] })
  })
})
