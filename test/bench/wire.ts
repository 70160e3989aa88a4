import { decode } from '#common/schema/decode.ts'
import { encode } from '#common/schema/encode.ts'
import type { Fields } from '#common/schema/field.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import { formatLines, parseLines } from '#common/wire/pairs.ts'
import { claimsOf, readerOf } from '#test/support/claims.ts'
import { pairsOf, printedRequests } from '#test/support/manual.ts'
import type { BenchRow } from './report.ts'

const largest = 10
/** Each figure is the best of so many turns of so many ms: what else runs on the machine only ever makes it worse. */
const turns = 5
const turnMs = 400

interface Reply {
  readonly fields: Fields
  readonly text: string
  /** The same pairs as a query, which is what URLSearchParams reads. */
  readonly query: string
  readonly value: AnyValues
}

/** How fast replies are read and written, of the ten largest the manual prints, beside URLSearchParams over the same text. */
export function wireBench(): Promise<readonly BenchRow[]> {
  const replies = printedReplies()
  const bytes = replies.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const rate = (work: (reply: Reply) => unknown) => mbPerSecond(bytes, () => replies.forEach(work))
  const params = rate(({ query }) => [...new URLSearchParams(query)])
  const sorts = rate(({ query }) => new URLSearchParams(query).toString())
  const rows = [
    row(
      'read: text to values',
      rate(({ text, fields }) => decode(fields, parseLines(text))),
      params,
      'new URLSearchParams, pairs only',
    ),
    row(
      'write: values to text',
      rate(({ value, fields }) => formatLines(encode(fields, value))),
      sorts,
      'new URLSearchParams and toString',
    ),
  ]
  return Promise.resolve(rows)
}

function printedReplies(): readonly Reply[] {
  return printedRequests
    .flatMap((request) =>
      request.texts.flatMap((text) => {
        const reader = text.source === 'return' ? claimsOf(request).flatMap((claim) => readerOf(claim) ?? [])[0] : undefined
        return reader ? [{ fields: reader.fields, pairs: pairsOf(text) }] : []
      }),
    )
    .flatMap(({ fields, pairs }) => {
      const text = formatLines(pairs)
      const query = pairs.map(({ key, value }) => `${encodeURIComponent(key)}=${encodeURIComponent(value ?? '')}`).join('&')
      try {
        return [{ fields, text, query, value: erase(decode(fields, parseLines(text)).value) }]
      } catch {
        return [] // of another product line than the first entry
      }
    })
    .sort((a, b) => b.text.length - a.text.length)
    .slice(0, largest)
}

function mbPerSecond(bytes: number, work: () => void): number {
  const rates = Array.from({ length: turns }, () => {
    const start = performance.now()
    let rounds = 0
    while (performance.now() - start < turnMs) {
      work()
      rounds += 1
    }
    return (bytes * rounds) / 1e6 / ((performance.now() - start) / 1000)
  })
  return Math.max(...rates)
}

function row(name: string, value: number, other: number, reference: string): BenchRow {
  const ratio = value / other
  return {
    name: `${name}, the ${largest} largest printed replies`,
    value: Number(value.toPrecision(3)),
    unit: 'MB/s',
    reference,
    referenceValue: Number(other.toPrecision(3)),
    ratio: Number(ratio.toPrecision(3)),
    target: '>= 50, and a third of the reference',
    ok: value >= 50 && ratio >= 1 / 3,
  }
}
