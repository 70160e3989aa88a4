import { defineAction, defineFeed } from '../../schema/action.ts'
import { int, list, optional, text } from '../../schema/make.ts'

const moment = { min: 14, max: 14 } as const // YYYYMMDDHHMMSS, from 1970 on

/** What a device has recorded between two moments. The second item of the print spells dataLenth (manual line 284). */
export const findRecordings = defineAction({
  id: 'recording.find',
  title: 'Find recordings',
  manual: '2.2.1',
  request: { cgi: 'record', action: 'query', scope: 'channel' },
  args: { from: text('From', { key: 'startTime', ...moment }), to: text('To', { key: 'endTime', ...moment }) },
  reply: 'pairs',
  answer: {
    recordings: list('Recording', 'result', {
      markers: { next: 'resultNext' },
      endValue: 'one',
      item: {
        from: text('From', { key: 'startTime' }),
        to: text('To', { key: 'endTime' }),
        size: int('Size', { key: 'dataLength', alsoRead: ['dataLenth'], unit: 'B', min: 0 }),
      },
    }),
  },
  answerSample: {
    recordings: [
      { from: '20180912170410', to: '20180912170420', size: 2_554_168 },
      { from: '20180912170430', to: '20180912170440', size: 2_553_268 },
    ],
  },
  damage: 'none',
  sample: { from: '20180912170410', to: '20180912170450' },
})

/** A recording as the live video comes, multipart. `multiplesTime` is in the table alone (manual line 367). */
export const playback = defineFeed({
  id: 'recording.playback',
  title: 'Play a recording',
  manual: '2.2.2',
  request: { cgi: 'record', action: 'playBack', scope: 'stream' },
  args: {
    from: text('From', { key: 'startTime', ...moment }),
    to: text('To', { key: 'endTime', ...moment }),
    speed: optional(int('Speed', { key: 'multiplesTime', min: 1, max: 5 })),
  },
  message: 'video',
  sample: { from: '20170215163000', to: '20170215163500' },
})
