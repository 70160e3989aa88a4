import { describe, expect, it } from 'vitest'
import { previewOf, timeText } from '#renderer/wizards/texts/preview.ts'

const now = new Date('2026-11-24T14:05:09Z')
const picture = { width: 1920, height: 1080 }
const camera = { colour: 'Yellow', transparency: 'Half translucent', hasTwelveHours: false }
const recorder = { red: 10, green: 20, blue: 30, transparency: 'Opaque', width: 32, height: 54 }

function preview(record: object, style: object = camera) {
  return previewOf({ record: { ...record }, style: { ...style }, now, names: { 'Device name': 'North gate' }, picture })
}
const line = (kind: string, content = '', isShown = true) => ({
  x: 0,
  y: 0,
  size: 'Large',
  align: 'Left',
  lines: [{ line: 0, isShown, kind, content }],
})

describe('a time on the picture', () => {
  it('has the spaces that devices show and a set does not carry (manual line 3490)', () => {
    expect(timeText('YYYY-MM-DDhh:mm:ssww', now)).toBe('2026-11-24 14:05:09 Tue')
    expect(timeText('hh:mm:ssMM/DD/YYYYww', now)).toBe('14:05:09 11/24/2026 Tue')
    expect(timeText('DD/MM/YYYYhh:mm:ss', now)).toBe('24/11/2026 14:05:09')
  })

  it('has twelve hours where the style has', () => {
    expect(timeText('YYYY-MM-DDhh:mm:ssww', now, { hasTwelveHours: true })).toBe('2026-11-24 02:05:09 PM Tue')
    expect(timeText('hh:mm:ss', new Date('2026-11-24T00:30:00Z'), { hasTwelveHours: true })).toBe('12:30:00 AM')
  })

  it('is written in the first format where a recorder says none', () => {
    expect(preview({ kind: 'Time', isShown: true, content: '' }, recorder).text).toBe('2026-11-24 14:05:09 Tue')
  })
})

describe('a text on the picture', () => {
  it('says what was typed, what the device is called, or of what kind it is', () => {
    expect(preview(line('Text', 'Gate 7')).text).toBe('Gate 7')
    expect(preview(line('Device name')).text).toBe('North gate')
    expect(preview(line('PTZ position')).text).toBe('PTZ position')
    expect(preview({ kind: 'Channel name', isShown: true, content: 'Hall' }, recorder).text).toBe('Hall')
  })

  it('looks as the style of its device says', () => {
    expect(preview(line('Text', 'Gate 7'))).toMatchObject({ colour: '#ffff00', opacity: 0.75, height: 0.06, grows: 'right', isShown: true })
    expect(preview({ kind: 'Time', isShown: false }, recorder)).toMatchObject({
      colour: 'rgb(10 20 30)',
      opacity: 1,
      height: 0.05,
      isShown: false,
    })
  })

  it('grows to the left where it is right-aligned', () => {
    expect(preview({ ...line('Text', 'Gate 7'), align: 'Right' }).grows).toBe('left')
  })
})
