import { defineAction } from '../../schema/action.ts'
import { choice, int, list, text, unmarked } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'

const lpr = ['lpr'] as const

const lists = { 0: 'Blocked', 1: 'Allowed', 2: 'On no list' } as const
const directions = { 0: 'Unknown', 1: 'Undefined', 2: 'In', 3: 'Out' } as const

/** The table has three actions (line 12107), its own samples say 7: numbers stay. */
const record = {
  number: int('Number', { key: 'UID', min: 0 }),
  time: text('Time', { key: 'Time' }),
  plate: text('Plate', { key: 'PlateNUM' }),
  country: text('Country', { key: 'Country' }),
  action: int('Action', { key: 'Action', min: 0, help: '1 opens the gate, 2 uploads by FTP, 3 does both.' }),
  list: choice('List', lists, { key: 'ListType' }),
  direction: choice('Direction', directions, { key: 'Direction' }),
} as const

const seen = {
  number: 1,
  time: '2018-10-24 11:36:13',
  plate: 'DD651',
  country: 'ISL',
  action: 7,
  list: 'Blocked',
  direction: 'Unknown',
} as const

export const lastPlate = defineSetting({
  id: 'lpr.last',
  title: 'Plate seen last',
  manual: '2.6.13.4.1',
  request: { cgi: 'param', type: 'PlateInfo', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: lpr,
  fields: record,
  sample: seen,
})

const deletion = {
  manual: '2.6.13.4.2',
  reply: 'ok',
  damage: 'destroys',
  series: lpr,
} as const

/** By number or by plate: two requests told apart by `Type` (line 12009). */
export const deleteRecordsByNumber = defineAction({
  ...deletion,
  id: 'lpr.deleteByNumber',
  title: 'Delete records of plates by number',
  request: { cgi: 'param', action: 'delete', type: 'PlateInfo', scope: 'device', query: { Type: '0' } },
  args: {
    numbers: list('Numbers', 'UID', {
      markers: { count: null, next: 'UIDNextUrl' },
      item: { number: int('Number', { key: 'UID', min: 0 }) },
    }),
  },
  sample: { numbers: [{ number: 1 }] },
})

export const deleteRecordsByPlate = defineAction({
  ...deletion,
  id: 'lpr.deleteByPlate',
  title: 'Delete records of a plate',
  request: { cgi: 'param', action: 'delete', type: 'PlateInfo', scope: 'device', query: { Type: '1' } },
  args: {
    plates: list('Plates', 'PlateNum', {
      markers: { count: null, next: 'PlateNumNextUrl' },
      item: { plate: text('Plate', { key: 'PlateNum' }) },
    }),
  },
  sample: { plates: [{ plate: 'MVL303' }] },
})

/** The marks of its reply have no value: `PlateBegin`, `NextPlate`, `PlateEnd` (line 12030). */
export const findPlates = defineAction({
  id: 'lpr.find',
  title: 'Find plates that were seen',
  manual: '2.6.13.4.3',
  request: { cgi: 'param', action: 'query', type: 'PlateInfo', scope: 'device' },
  args: {
    from: text('From', { key: 'startTime', as: 'dateTime' }),
    to: text('To', { key: 'endTime', as: 'dateTime' }),
    country: text('Country', { key: 'Country', min: 1, help: 'ALL is every country.' }),
    plate: text('Plate', { key: 'PlateText' }),
    direction: choice('Direction', { ...directions, 4: 'All' }, { key: 'Direction' }),
    list: choice('List', { ...lists, 3: 'All' }, { key: 'ListType' }),
  },
  reply: 'pairs',
  answer: {
    records: unmarked('Records', { markers: { begin: 'PlateBegin', next: 'NextPlate', end: 'PlateEnd' }, bare: true, item: record }),
  },
  answerSample: {
    records: [
      { ...seen, number: 4, time: '2018-10-24 06:25:53' },
      { ...seen, number: 2, time: '2018-10-24 05:55:47' },
    ],
  },
  damage: 'none',
  series: lpr,
  sample: { from: '20181024010100', to: '20181025010100', country: 'ALL', plate: 'DD651', direction: 'All', list: 'All' },
})
