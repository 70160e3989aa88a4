import { describe, expect, it } from 'vitest'
import { virtualDevice } from '#test/support/askVirtual.ts'

const watch = (stream: number) => `type=HTTP&cameraID=1&streamID=${stream}`
const settings = (stream: number, encoder: number) =>
  `action=set&type=AVStream&cameraID=1&streamID=${stream}&videoEncoderType=${encoder}&resolution=640*360&frameRate=25&bitRate=128`

describe('the stream of a camera', () => {
  it('is what its settings say, from the box on', () => {
    const { answer, ask } = virtualDevice('ipc-h265')
    expect([answer('video', watch(1)).media, answer('video', watch(2)).media]).toMatchObject([{ encoding: 'h265' }, { encoding: 'h264' }])
    expect(ask('param', 'action=get&type=AVStream&cameraID=1&streamID=1')).toContain('videoEncoderType=8')
  })

  it('becomes what is set, and those who look are dropped', () => {
    const { answer, ask, device } = virtualDevice('ipc-h265-only')
    const events: string[] = []
    device.watch(({ type }) => type === 'encoding' && events.push(type))
    expect(answer('video', watch(2)).media).toMatchObject({ encoding: 'h265' })
    expect(ask('param', settings(2, 4))).toBe('OK')
    expect([answer('video', watch(2)).media, answer('video', watch(1)).media]).toMatchObject([{ encoding: 'h264' }, { encoding: 'h265' }])
    expect(events).toEqual(['encoding'])
    ask('param', settings(2, 4))
    expect(events).toHaveLength(1)
  })

  it('is JPEG pictures when it is asked for as such, whatever it is set to', () => {
    const { answer } = virtualDevice('ipc-h265-only')
    expect(answer('video', `${watch(1)}&mjpegplay=1`).media).toMatchObject({ encoding: 'mjpeg' })
  })
})
