import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { camerasButLite } from '../shared/lines.ts'
import { colours, kinds, sizes, transparency } from './words.ts'

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

const limited = (options: string) => ({ limitedBy: { ability: 'osd.ability', options } }) as const

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
    colour: choice('Font colour', colours, { key: 'fontColor', ...limited('colours.colour') }),
    isInverted: flag('Invert where the picture needs it', { key: 'inverseFlag' }),
    inverseColour: optional(choice('Inverted colour', colours, { key: 'inverseColor', ...limited('inverseColours.colour') })),
    transparency: choice('Transparency', transparency, { key: 'alpha', ...limited('transparencies.transparency') }),
    hasTwelveHours: optional(flag('12-hour clock', { key: 'TwelveHoursFlag' })),
    hasWeekday: optional(flag('Day of the week', { key: 'WeekFlag' })),
    hasFocus: optional(flag('Focus status', { key: 'FocusStatus' })),
    size: optional(choice('Font size', sizes, { key: 'fontSize', ...limited('sizes.size') })),
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
