import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'

const kinds = {
  1: 'Device name',
  2: 'Camera number',
  3: 'Camera name',
  4: 'Time',
  5: 'Text',
  6: 'PTZ position',
  7: 'PTZ action',
  8: 'PTZ temperature',
  10: 'Focus status',
} as const

const sizes = { 0: 'Other', 1: 'Large', 2: 'Medium', 3: 'Small' } as const

/** 0 is what a device says of any other; a set with it is refused. */
const transparency = { 0: 'Other', 1: 'Transparent', 2: 'Translucent', 3: 'Half translucent', 4: 'Opaque' } as const

/** 7 and 8 are both "Blue" in the table (manual line 3212). */
const colours = {
  0: 'Other',
  1: 'White',
  2: 'Black',
  3: 'Red',
  4: 'Orange',
  5: 'Yellow',
  6: 'Green',
  7: 'Blue (7)',
  8: 'Blue (8)',
  9: 'Purple',
} as const

/** What the overlay of a camera can show. */
export const osdAbility = defineSetting({
  id: 'osd.ability',
  title: 'What the overlay can show',
  manual: '2.6.1.10.1',
  request: { cgi: 'param', type: 'OSDAbility', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    canvases: int('Texts at most', { key: 'maxCanvasProperNum', min: 0 }),
    lines: int('Lines in a text', { key: 'maxOSDNum', min: 0 }),
    kinds: list('Contents', 'osdType', { endValue: 'one', item: { kind: choice('Content', kinds, { key: 'osdType' }) } }),
    sizes: list('Font sizes', 'fontSize', { endValue: 'one', item: { size: choice('Font size', sizes, { key: 'fontSize' }) } }),
    timeFormats: list('Time formats', 'timeFormat', {
      markers: { next: 'next_TimeURL' },
      endValue: 'one',
      item: { format: text('Time format', { key: 'timeFormat' }) },
    }),
    transparencies: list('Transparencies', 'fontAlpha', {
      markers: { next: 'next_AlphaURL' },
      endValue: 'one',
      item: { transparency: choice('Transparency', transparency, { key: 'fontAlpha' }) },
    }),
    hasColour: flag('Font colour', { key: 'supportFontColor' }),
    hasAllColours: optional(flag('All font colours', { key: 'allFontColor' })),
    colours: optional(
      list('Font colours', 'fontColor', { endValue: 'one', item: { colour: choice('Font colour', colours, { key: 'fontColor' }) } }),
    ),
    hasInverse: flag('Inverted font', { key: 'supportFontInverse' }),
    hasAllInverse: optional(flag('All inverted colours', { key: 'allFontInverseColor' })),
    inverseColours: optional(
      list('Inverted colours', 'fontInverseColor', {
        markers: { next: 'next_InverseURL' },
        endValue: 'one',
        item: { colour: choice('Inverted colour', colours, { key: 'fontInverseColor' }) },
      }),
    ),
  },
  sample: {
    canvases: 8,
    lines: 1,
    kinds: [{ kind: 'Device name' }, { kind: 'Camera number' }, { kind: 'Camera name' }, { kind: 'Time' }, { kind: 'Text' }],
    sizes: [{ size: 'Small' }, { size: 'Medium' }, { size: 'Large' }],
    timeFormats: [
      { format: 'YYYY-MM-DDhh:mm:ssww' },
      { format: 'hh:mm:ssYYYY-MM-DDww' },
      { format: 'MM/DD/YYYYhh:mm:ssww' },
      { format: 'hh:mm:ssMM/DD/YYYYww' },
      { format: 'DD/MM/YYYYhh:mm:ssww' },
      { format: 'hh:mm:ssDD/MM/YYYYww' },
    ],
    transparencies: [
      { transparency: 'Transparent' },
      { transparency: 'Translucent' },
      { transparency: 'Half translucent' },
      { transparency: 'Opaque' },
    ],
    hasColour: true,
    hasAllColours: true,
    hasInverse: false,
  },
})

/** Font and colour of the overlay. */
export const osdStyle = defineSetting({
  id: 'osd.style',
  title: 'Overlay style',
  manual: '2.6.1.10.3',
  request: { cgi: 'param', type: 'OSD', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    timeFormat: optional(int('Time format', { min: 0 })),
    colour: choice('Font colour', colours, { key: 'fontColor' }),
    isInverted: flag('Invert where the picture needs it', { key: 'inverseFlag' }),
    inverseColour: optional(choice('Inverted colour', colours, { key: 'inverseColor' })),
    transparency: choice('Transparency', transparency, { key: 'alpha' }),
    hasTwelveHours: optional(flag('12-hour clock', { key: 'TwelveHoursFlag' })),
    hasWeekday: optional(flag('Day of the week', { key: 'WeekFlag' })),
    hasFocus: optional(flag('Focus status', { key: 'FocusStatus' })),
    size: optional(choice('Font size', sizes, { key: 'fontSize' })),
  },
  sample: { colour: 'Black', isInverted: true, transparency: 'Opaque', hasTwelveHours: false, hasWeekday: false },
})

/** The same of recorders and of the lite series. The height is frontHeight in the get and frontHeigth in the set (manual lines 3166, 3179). */
export const osdStyleOfRecorder = defineSetting({
  id: 'osd.styleOfRecorder',
  title: 'Overlay style of a recorder',
  manual: '2.6.1.10.3',
  request: { cgi: 'param', setCgi: 'sensor', type: 'OSD', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr', 'ipc-lite'],
  fields: {
    red: int('Red', { min: 0, max: 255 }),
    green: int('Green', { min: 0, max: 255 }),
    blue: int('Blue', { min: 0, max: 255 }),
    isInverted: flag('Invert where the picture needs it', { key: 'inverseFlag' }),
    transparency: choice('Transparency', transparency, { key: 'alpha' }),
    width: int('Font width', { key: 'frontWidth', min: 0, unit: 'px' }),
    height: int('Font height', { key: 'frontHeight', setKey: 'frontHeigth', min: 0, unit: 'px' }),
  },
  sample: { red: 0, green: 0, blue: 0, isInverted: false, transparency: 'Other', width: 32, height: 32 },
})

/**
 * Texts on the picture, each in a place of its own (manual 2.6.1.10.4).
 *
 * Each holds one line, number 0; time may stand in the first alone. A set without OSDInfoAction adds, and adding a line that is there
 * replaces it (manual line 3424), so none is sent.
 */
export const osdCanvas = defineSetting({
  id: 'osd.texts',
  title: 'Texts on the picture',
  manual: '2.6.1.10.4',
  request: { cgi: 'param', type: 'OSDCanvas', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: {
    texts: list('Text', 'OSDCanvas', {
      max: 8,
      single: true,
      item: {
        canvas: optional(int('Number', { key: 'canvasID', min: 1, max: 8 })),
        x: int('X', { key: 'topX', min: 0, max: 100, unit: '%' }),
        y: int('Y', { key: 'topY', min: 0, max: 100, unit: '%' }),
        size: choice('Font size', sizes, { key: 'fontSize' }),
        align: choice('Alignment', { 0: 'Left', 1: 'Right' }, { key: 'alignMode' }),
        lines: list('Line', 'OSDInfo', {
          max: 1,
          item: {
            line: int('Line', { key: 'arrowID', min: 0, max: 0 }),
            isShown: flag('Shown', { key: 'OSDEnableFlag' }),
            isBlinking: optional(flag('Blinking', { key: 'OSDBlinkFlag' })),
            blinkInterval: optional(int('Blinks every', { key: 'OSDBlinkInterval', min: 1, unit: 's' })),
            kind: choice('Content', kinds, { key: 'OSDType' }),
            content: optional(text('Text', { key: 'info', max: 256 })), // a time has / in it, which a text must not have (manual line 3478)
          },
        }),
      },
    }),
  },
  sample: {
    texts: [
      {
        x: 67,
        y: 19,
        size: 'Medium',
        align: 'Left',
        lines: [{ line: 0, isShown: true, kind: 'Time', content: 'YYYY-MM-DDhh:mm:ssww' }],
      },
    ],
  },
})

/**
 * Where time and channel name stand, on recorders and the lite series. The table's least place is 100, the printed one 0 (manual line 3524).
 * The set would carry Type besides the request's own type; the number says the same, so it is left out.
 */
export const osdInfo = defineSetting({
  id: 'osd.places',
  title: 'Time and name on the picture',
  manual: '2.6.1.10.5',
  request: {
    cgi: 'param',
    setCgi: 'sensor',
    type: 'OSDInfo',
    scope: 'channel',
    part: { key: 'OSDInfoID', label: 'Text', first: 1, last: 2, names: { 1: 'Time', 2: 'Channel name' } },
  },
  write: 'whole',
  backup: 'restore',
  series: ['nvr', 'ipc-lite'],
  fields: {
    kind: choice('Content', { 1: 'Time', 2: 'Channel name' }, { key: 'Type', readOnly: true }),
    isShown: flag('Shown', { key: 'Open' }),
    token: optional(text('Token', { key: 'Token', readOnly: true })),
    x: int('X', { key: 'X', min: 0, max: 8300 }),
    y: int('Y', { key: 'Y', min: 0, max: 9400 }),
    content: optional(text('Text', { key: 'Customstr' })),
  },
  sample: { kind: 'Time', isShown: true, token: 'osdToken_cam1_osdId1', x: 0, y: 0, content: '' },
})
