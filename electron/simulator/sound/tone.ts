import { aLaw, muLaw } from './g711.ts'

/** What a virtual microphone can send, as the wire names it. */
export const soundEncoders = ['G711_ALAW', 'G711_ULAW', 'RAW_PCM'] as const
export type SoundEncoder = (typeof soundEncoders)[number]

/** ms of one part; the manual's own measure for the way back (line 30068). */
export const partMs = 100

/** One sound after the other is heard for half a second, by the epoch: what arrives can be dated, as pictures can. */
const partsPerSecond = 10

const samplesPerSecond = 8000
const samplesPerPart = (samplesPerSecond * partMs) / 1000

/** Peak of the tone at full volume, 16 bit: 0 dBm0 in A-law, whose largest is 3.14 dB more. */
const peak = 22_827
const hertz = 1000

/**
 * What a virtual microphone hears in one part: a tone of 1 kHz in the first half of every second, nothing in the other.
 *
 * A part holds whole waves, so parts join without a click. PCM is 16 bit, low byte first; the manual says nothing of it, this is ours.
 *
 * @param part counted from the epoch
 * @param volume [0, 100]
 */
export function soundOf(part: number, encoder: SoundEncoder, volume: number): Uint8Array {
  const isHeard = part % partsPerSecond < partsPerSecond / 2
  return encoded(waves(isHeard ? (peak * volume) / 100 : 0), encoder)
}

function waves(height: number): Int16Array {
  const step = (2 * Math.PI * hertz) / samplesPerSecond
  return Int16Array.from({ length: samplesPerPart }, (_, index) => Math.round(height * Math.sin((index + 0.5) * step)))
}

function encoded(samples: Int16Array, encoder: SoundEncoder): Uint8Array {
  if (encoder === 'G711_ALAW') return Uint8Array.from(samples, aLaw)
  if (encoder === 'G711_ULAW') return Uint8Array.from(samples, muLaw)
  const bytes = new Uint8Array(samples.length * 2)
  const view = new DataView(bytes.buffer)
  samples.forEach((sample, index) => view.setInt16(index * 2, sample, true))
  return bytes
}
