import type { Alarm } from '#common/alarm/alarm.ts'
import { told } from '#common/catalog/alarm/status.ts'
import { decode } from '#common/schema/decode.ts'
import { parseLines } from '#common/wire/pairs.ts'
import { WireError } from '#common/wire/wireError.ts'

/** Characters of one message; thirty alarms have some 4,000. Ours. */
const longest = 64 * 1024

/** `alarmFlag=1`, and the manual's own `next_alarmInfoURL =2`. */
const pairForm = /^\s*\w+\s*=/
const beginForm = /^\s*alarmInfoBegin\s*=/i
const endForm = /^\s*alarmInfoEnd\s*=?\s*\d*\s*$/i

/**
 * The alarms of an attached connection, as they come (manual 2.4.1.2).
 *
 * Read by lines, from `alarmInfoBegin` to `alarmInfoEnd`: boundaries, headers and the words for waiting are passed over, whatever
 * Content-Length says. A message without its end counts as ended by the next thing that is no pair.
 */
export async function* readAlarms(body: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Alarm[], void, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  let message: string[] = []
  const flush = () => {
    const lines = message
    message = []
    return alarmsIn(lines)
  }
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (message.length > 0 && (beginForm.test(line) || !pairForm.test(line))) yield* flush()
      if (beginForm.test(line) || (message.length > 0 && pairForm.test(line))) message.push(line)
      if (endForm.test(line)) yield* flush()
    }
    // The last line of a part may have no end of its own.
    if (message.length > 0 && endForm.test(rest)) {
      rest = ''
      yield* flush()
    }
    if (rest.length + message.reduce((sum, line) => sum + line.length, 0) > longest) throw new WireError('alarmInfo', 'tooLong', '')
  }
}

/** One list, or nothing where there is nothing. */
function* alarmsIn(lines: readonly string[]): Generator<readonly Alarm[]> {
  const alarms = alarmsOf(decode(told, parseLines(lines.join('\n'))).value)
  if (alarms.length > 0) yield alarms
}

/** A reply to `currentAlarmStatus`, or a message of the feed, as alarms. */
export function alarmsOf({ alarms = [] }: ReturnType<typeof decode<typeof told>>['value']): readonly Alarm[] {
  return alarms.map(({ kind, subtype, source, active, time }) => ({ kind, subtype, source, active, time }))
}
