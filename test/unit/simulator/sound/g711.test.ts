import { describe, expect, it } from 'vitest'
import { aLaw, muLaw } from '#simulator/sound/g711.ts'
import { soundOf } from '#simulator/sound/tone.ts'

const first = (part: number, encoder: Parameters<typeof soundOf>[1], volume = 100) => [...soundOf(part, encoder, volume).subarray(0, 8)]

describe('G.711', () => {
  it('codes 1 kHz at 0 dBm0 as ITU-T G.711 prints it, tables 5 and 6', () => {
    expect(first(0, 'G711_ALAW')).toEqual([0x34, 0x21, 0x21, 0x34, 0xb4, 0xa1, 0xa1, 0xb4].map((byte) => byte ^ 0x80))
    expect(first(0, 'G711_ULAW')).toEqual([0x1e, 0x0b, 0x0b, 0x1e, 0x9e, 0x8b, 0x8b, 0x9e].map((byte) => byte ^ 0x80))
  })

  it('takes the loudest there is, silence and what lies beside it', () => {
    expect([-32_768, -1, 0, 1, 32_767].map(aLaw)).toEqual([0x2a, 0x55, 0xd5, 0xd5, 0xaa])
    expect([-32_768, -1, 0, 1, 32_767].map(muLaw)).toEqual([0x00, 0x7f, 0xff, 0xff, 0x80])
  })

  it('has a value of its own for all 256 bytes, larger for what is louder', () => {
    const everySample = Array.from({ length: 65_536 }, (_, index) => index - 32_768)
    expect([new Set(everySample.map(aLaw)).size, new Set(everySample.map(muLaw)).size]).toEqual([256, 256])
    const loud = Array.from({ length: 32_768 }, (_, sample) => aLaw(sample) ^ 0xd5)
    expect(loud).toEqual([...loud].sort((a, b) => a - b))
  })
})

describe('what a virtual microphone hears', () => {
  it('is a tone in the first half of every second and nothing in the other', () => {
    const silence = 0xd5
    const isSilent = (part: number) => soundOf(part, 'G711_ALAW', 100).every((byte) => byte === silence)
    expect(Array.from({ length: 11 }, (_, part) => isSilent(part))).toEqual([
      ...Array.from({ length: 5 }, () => false),
      ...Array.from({ length: 5 }, () => true),
      false,
    ])
  })

  it('is as loud as the microphone is set', () => {
    const loudest = (volume: number) => {
      const bytes = soundOf(0, 'RAW_PCM', volume)
      return Math.max(...Array.from({ length: 800 }, (_, at) => new DataView(bytes.buffer).getInt16(at * 2, true)))
    }
    expect([loudest(100), loudest(50), loudest(0)]).toEqual([21_089, 10_545, 0])
  })
})
