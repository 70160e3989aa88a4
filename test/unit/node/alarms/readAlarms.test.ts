import { describe, expect, it } from 'vitest'
import { readAlarms } from '#node/alarms/readAlarms.ts'

/** Manual line 457, as printed: its Content-Length is not the length. */
const printed = `--myboundary
Content-Type: text/plain
Content-Length: 238

alarmInfoBegin=1
alarmMajorType=1
alarmMinorType=2
sourceID=1
alarmFlag=1
alarmTime=2018-9-21 15:34:22
next_alarmInfoURL =2
alarmMajorType=1
alarmMinorType=2
sourceID=1
alarmFlag=1
alarmTime=2018-9-21 15:34:22
alarmInfoEnd=2`

const motion = { kind: 'Security', subtype: 2, source: 1, active: true, time: '2018-9-21 15:34:22' }

async function* inPieces(pieces: readonly string[]) {
  yield* pieces.map((piece) => Buffer.from(piece))
}

async function all(pieces: readonly string[]) {
  const messages = []
  for await (const message of readAlarms(inPieces(pieces))) messages.push(message)
  return messages
}

describe('the alarms of an attached connection', () => {
  it('are read from what the manual prints', async () => {
    expect(await all([printed])).toEqual([[motion, motion]])
  })

  it('are the same however the text is cut', async () => {
    for (let at = 1; at < printed.length; at++) expect(await all([printed.slice(0, at), printed.slice(at)])).toEqual([[motion, motion]])
    expect(await all([...printed])).toEqual([[motion, motion]])
  })

  it('come when their end has come, though nothing follows it', async () => {
    const reading = readAlarms(
      (async function* () {
        yield Buffer.from(printed)
        await new Promise(() => undefined)
      })(),
    )
    expect((await reading.next()).value).toEqual([motion, motion])
  })

  it('are found among boundaries, headers and the words for waiting', async () => {
    const part = (body: string) => `--myboundary\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n${body}\r\n`
    const one =
      'alarmInfoBegin=1\r\nalarmMajorType=6\r\nalarmMinorType=21\r\nsourceID=2\r\nalarmFlag=0\r\nalarmTime=2026-1-2 03:04:05\r\nalarmInfoEnd=1'
    const stream = [part('Connecting, waiting for alarm message'), part(one), part('Connecting, waiting for alarm message'), part(one)]
    const tripwire = { kind: 'Analysis', subtype: 21, source: 2, active: false, time: '2026-1-2 03:04:05' }
    expect(await all([stream.join('')])).toEqual([[tripwire], [tripwire]])
  })

  it('are not lost without their end', async () => {
    const open = printed.replace(/\nalarmInfoEnd=2$/, '\n')
    expect(await all([open, printed])).toEqual([
      [motion, motion],
      [motion, motion],
    ])
  })

  it('of a kind nobody knows keep what the device said', async () => {
    const [[alarm] = []] = await all([printed.replaceAll('alarmMajorType=1', 'alarmMajorType=77')])
    expect(alarm?.kind).toBe('?77')
  })

  it('end with an error where a message has no end', async () => {
    await expect(all(['alarmInfoBegin=1\n', ...Array.from({ length: 5000 }, (_, index) => `alarmMajorType=${index}\n`)])).rejects.toThrow()
  })

  it('may be waited for as long as one likes: words without alarms fill no memory', async () => {
    expect(await all(Array.from({ length: 5000 }, () => 'Connecting, waiting for alarm message\n'))).toEqual([])
  })
})
