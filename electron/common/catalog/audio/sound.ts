import { choice, flag, int, list, optional } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras, camerasButLite } from '../shared/lines.ts'

const inputs = { 1: 'Built-in', 2: 'External', 3: 'Line', 4: 'Differential line', 5: 'Dual' } as const

/** Microphones, loudspeakers and volumes a camera has. */
export const audioAbility = defineSetting({
  id: 'audio.ability',
  title: 'What the sound can do',
  manual: '2.6.1.11',
  request: { cgi: 'param', type: 'audioAbility', scope: 'channel' },
  write: 'none',
  backup: 'record-only',
  series: camerasButLite,
  fields: {
    inputs: list('Inputs', 'audioIn', { endValue: 'one', item: { type: choice('Input', inputs, { key: 'audioInType' }) } }),
    outputs: list('Outputs', 'audioOut', {
      endValue: 'one',
      item: { type: choice('Output', { 0: 'Automatic', 1: 'External', 2: 'Built-in' }, { key: 'audioOutType' }) },
    }),
    minVolume: int('Lowest volume', { key: 'audioVolumeMin' }),
    maxVolume: int('Highest volume', { key: 'audioVolumeMax' }),
  },
  sample: { inputs: [{ type: 'Line' }], outputs: [{ type: 'Automatic' }], minVolume: 0, maxVolume: 100 },
})

/** What a camera hears with. Which inputs there are depends on the model; one it does not have is refused with -8. */
export const microphone = defineSetting({
  id: 'audio.microphone',
  title: 'Microphone',
  manual: '2.6.1.12',
  request: { cgi: 'param', type: 'microphone', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  fields: {
    channel: optional(int('Channel', { key: 'cameraID', readOnly: true })),
    enabled: flag('Microphone on', { key: 'toneArmEnableFlag' }),
    input: choice('Input', inputs, { key: 'toneArmType', limitedBy: { ability: 'audio.ability', options: 'inputs.type' } }),
    volume: int('Volume', { min: 0, max: 100, limitedBy: { ability: 'audio.ability', min: 'minVolume', max: 'maxVolume' } }),
  },
  sample: { channel: 1, enabled: true, input: 'Built-in', volume: 50 },
})

/** Loudspeaker. The volume is [1, 5] and (0-100) in one row of the table, 80 in the reply (manual lines 3814 and 3780). */
export const audioOutput = defineSetting({
  id: 'audio.output',
  title: 'Loudspeaker',
  manual: '2.6.1.13',
  request: { cgi: 'param', type: 'AudioOutputParam', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    enabled: flag('Loudspeaker on', { key: 'audioOutputEnable' }),
    output: choice('Output', { 0: 'External', 1: 'Built-in' }, { key: 'audioOutputType' }), // two versions run together: "10" and "21"
    volume: int('Volume', { key: 'audioOutputVolume', min: 0, max: 100 }),
  },
  sample: { enabled: true, output: 'External', volume: 80 },
})

/** The manual prints the key as `voiceDenoiRefer tonable`: a replacement of "see" by "Refer to" went through voiceDenoiseEnable. */
export const voiceDenoise = defineSetting({
  id: 'audio.denoise',
  title: 'Noise reduction of the microphone',
  manual: '2.6.1.14',
  request: { cgi: 'param', type: 'voiceDenoise', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: camerasButLite,
  fields: { enabled: flag('Noise reduction', { key: 'voiceDenoiseEnable' }) },
  sample: { enabled: false },
})
