import { choice, flag, int, list, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import type { Issue } from '../../schema/field.ts'
import { forbidden } from '../service/words.ts'
import { camerasButLite } from '../shared/lines.ts'
import { kinds, sizes } from './words.ts'

const ability = 'osd.ability'
const settable = [sizes[1], sizes[2], sizes[3]].join(', ')

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
      limitedBy: { ability, most: 'canvases' },
      single: true,
      numberIn: 'canvas',
      begins: { lines: [{ line: 0, isShown: true, kind: 'Text', content: 'Text' }] },
      item: {
        canvas: optional(int('Number', { key: 'canvasID', min: 1, max: 8 })),
        x: int('X', { key: 'topX', min: 0, max: 100, unit: '%' }),
        y: int('Y', { key: 'topY', min: 0, max: 100, unit: '%' }),
        size: choice('Font size', sizes, { key: 'fontSize', limitedBy: { ability, options: 'sizes.size' } }),
        align: choice('Alignment', { 0: 'Left', 1: 'Right' }, { key: 'alignMode' }),
        lines: list('Line', 'OSDInfo', {
          max: 1,
          item: {
            line: int('Line', { key: 'arrowID', min: 0, max: 0 }),
            isShown: flag('Shown', { key: 'OSDEnableFlag' }),
            isBlinking: optional(flag('Blinking', { key: 'OSDBlinkFlag' })),
            blinkInterval: optional(int('Blinks every', { key: 'OSDBlinkInterval', min: 1, unit: 's' })),
            kind: choice('Content', kinds, { key: 'OSDType', limitedBy: { ability, options: 'kinds.kind' } }),
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
  check: ({ texts }) =>
    texts.flatMap(({ canvas, size, lines }, index) => [
      // The later of two with one number would take the place of the earlier.
      ...(texts.findIndex((other, at) => (other.canvas ?? at + 1) === (canvas ?? index + 1)) < index
        ? [{ path: `texts[${index}].canvas`, problem: 'sameNumber' as const, limits: { number: canvas ?? index + 1 } }]
        : []),
      // Devices say 0 of any other size, and refuse a set with it (2.6.1.10.4.3).
      ...(size === 'Other' ? [{ path: `texts[${index}].size`, problem: 'notOneOf' as const, limits: { options: settable } }] : []),
      ...lines.flatMap(({ kind, content = '' }, line): readonly Issue[] => {
        const path = `texts[${index}].lines[${line}]`
        const wrong = kind === 'Text' ? [...new Set([...content].filter((character) => forbidden.includes(character)))] : []
        return [
          ...(kind === 'Time' && (canvas ?? index + 1) !== 1 ? [{ path: `${path}.kind`, problem: 'notOneOf' as const }] : []),
          ...(wrong.length > 0
            ? [{ path: `${path}.content`, problem: 'forbiddenText' as const, limits: { characters: wrong.join(' ') } }]
            : []),
        ]
      }),
    ]),
})

/** What a picture is wide and high in: 8300 and 9400 leave room for a text, and the manual does not say of what they are (line 3560). Ours. */
const whole = 10_000

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
    x: int('X', { key: 'X', min: 0, max: 8300, whole }),
    y: int('Y', { key: 'Y', min: 0, max: 9400, whole }),
    content: optional(text('Text', { key: 'Customstr' })),
  },
  sample: { kind: 'Time', isShown: true, token: 'osdToken_cam1_osdId1', x: 0, y: 0, content: '' },
})
