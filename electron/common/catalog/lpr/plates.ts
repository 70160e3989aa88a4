import { defineAction } from '../../schema/action.ts'
import { choice, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'

const lpr = ['lpr'] as const

/**
 * Plates of the lists. The table calls the kind `Type`, replies and examples `LprPlateType` (line 11744); the marks are of no rule.
 * `ListTimeMode` is in the table alone (line 11749); what is always valid needs no times.
 * Blacklist and whitelist are the manual's words; people are shown blocked and allowed.
 */
const plates = (label: string) =>
  list(label, 'PlateParam', {
    markers: { count: null, next: 'NextUrl' },
    item: {
      plate: text('Plate', { key: 'PlateText' }),
      kind: choice('List', { 0: 'Blocked', 1: 'Allowed' }, { key: 'LprPlateType', alsoRead: ['Type'] }),
      validity: optional(choice('Valid', { 0: 'Always', 1: 'From one time to another' }, { key: 'ListTimeMode' })),
      from: optional(int('Valid from', { key: 'StartTime', min: 0, as: 'unixTime' })),
      to: optional(int('Valid to', { key: 'EndTime', min: 0, as: 'unixTime' })),
    },
  })

/** The same within marks of their own: `OldListBegin`, `OldListEnd`. */
const framed = (label: string, name: string) =>
  list(label, name, { markers: { count: null, next: null }, min: 1, max: 1, item: { plates: plates('Plates') } })

const blocked = { plate: 'DD651', kind: 'Blocked', from: 1_540_373_771, to: 1_540_460_171 } as const
const allowed = { plate: '5MVL303', kind: 'Allowed', from: 1_540_373_771, to: 1_540_460_171 } as const

export const plateCount = defineSetting({
  id: 'lpr.count',
  title: 'Plates in the lists',
  manual: '2.6.13.1.1',
  request: { cgi: 'param', type: 'PlateSize', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: lpr,
  fields: { count: int('Plates', { key: 'PlateSize', min: 0 }) },
  sample: { count: 2 },
})

export const readPlates = defineAction({
  id: 'lpr.read',
  title: 'Read the lists of plates',
  manual: '2.6.13.1.2',
  request: { cgi: 'param', action: 'get', type: 'LprPlateNum', scope: 'device' },
  args: { from: int('From number', { key: 'BeginIndex', min: 0 }), to: int('To number', { key: 'EndIndex', min: 0 }) },
  reply: 'pairs',
  answer: { plates: plates('Plates') },
  answerSample: {
    plates: [
      { ...allowed, plate: '5MVL305' },
      { ...blocked, plate: 'DD652' },
    ],
  },
  damage: 'none',
  series: lpr,
  sample: { from: 0, to: 10 },
})

export const addPlates = defineAction({
  id: 'lpr.add',
  title: 'Add plates to the lists',
  manual: '2.6.13.1.3',
  request: { cgi: 'param', action: 'add', type: 'LprPlateNum', scope: 'device' },
  args: { plates: plates('Plates') },
  reply: 'ok',
  damage: 'none',
  series: lpr,
  sample: { plates: [allowed, blocked] },
})

export const deletePlates = defineAction({
  id: 'lpr.delete',
  title: 'Delete plates from the lists',
  manual: '2.6.13.1.4',
  request: { cgi: 'param', action: 'delete', type: 'LprPlateNum', scope: 'device' },
  args: { plates: plates('Plates') },
  reply: 'ok',
  damage: 'destroys',
  series: lpr,
  sample: { plates: [allowed, blocked] },
})

export const changePlates = defineAction({
  id: 'lpr.change',
  title: 'Change plates of the lists',
  help: 'As many new plates as old ones, in the same order.',
  manual: '2.6.13.1.5',
  request: { cgi: 'param', action: 'modify', type: 'LprPlateNum', scope: 'device' },
  args: { old: framed('Plates now', 'OldList'), new: framed('Plates to be', 'NewList') },
  reply: 'ok',
  damage: 'none',
  series: lpr,
  sample: {
    old: [{ plates: [allowed, blocked] }],
    new: [
      {
        plates: [
          { ...blocked, plate: 'DD652' },
          { ...allowed, plate: '5MVL305' },
        ],
      },
    ],
  },
})
