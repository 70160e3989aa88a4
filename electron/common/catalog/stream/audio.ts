import { defineAction, defineFeed } from '../../schema/action.ts'
import { choice } from '../../schema/make.ts'
import { camerasButLite } from '../shared/lines.ts'

/** Case does not matter to the device (manual line 30017). */
const encoder = choice(
  'Encoding',
  {
    RAW_PCM: 'PCM',
    G711_ALAW: 'G.711 A-law',
    G711_ULAW: 'G.711 µ-law',
    AAC: 'AAC',
    AMR: 'AMR',
    G7231: 'G.723.1',
    G722: 'G.722',
    G726: 'G.726',
    G729: 'G.729',
  },
  { key: 'EncoderType', anyCase: true },
)

/** What the camera hears. */
export const audio = defineFeed({
  id: 'stream.audio',
  title: 'Live audio',
  manual: '2.9.1',
  request: { cgi: 'audio', action: 'recv', scope: 'stream' },
  args: { encoder },
  message: 'audio',
  series: camerasButLite,
  sample: { encoder: 'G.711 A-law' },
})

/** Sound the camera plays: the body of a POST that is sent as fast as it is to be heard, 8000 bytes a second of G.711 (manual line 30068). */
export const talk = defineAction({
  id: 'stream.talk',
  title: 'Talk to the device',
  manual: '2.9.2.2',
  request: { cgi: 'audio', action: 'play', scope: 'channel', method: 'post' },
  args: { encoder },
  reply: 'ok',
  damage: 'none',
  series: camerasButLite,
  sample: { encoder: 'G.711 A-law' },
})
