import type { Pair } from '#common/wire/pairs.ts'
import { WireError } from '#common/wire/wireError.ts'
import { isOffered } from '#renderer/screens/settings/offered.ts'
import { type Claim, claimsOf, difference, readerOf, readPrinted } from '#test/support/claims.ts'
import { printedRequests, type PrintedRequest, type PrintedText } from '#test/support/manual.ts'
import { reviewed } from './reviewed/index.ts'

/** One request of the manual, and how far the catalog has it. */
export interface CatalogRow {
  readonly id: string
  readonly cgi: string
  readonly action: string | null
  readonly type: string | null
  /** Section. */
  readonly manual: string
  /** What it is in the catalog, and under which names; null where the catalog lacks it. */
  readonly kind: Claim['entry']['kind'] | null
  readonly entries: readonly string[]
  /** Product lines that have it; all where empty. */
  readonly series: readonly string[]
  /** Every printed reply is read with nothing unclaimed; null where none is printed. */
  readonly decodesSample: boolean | null
  /** Every printed example is what we send; null where none is printed. Reviewed differences count as the same, here and in replies. */
  readonly encodesExample: boolean | null
  /** Reasons of reviewed differences. */
  readonly reviewed: readonly string[]
  readonly onScreen: boolean
}

/** A row for each request of the manual, in its order. Nothing of it is typed by hand. */
export function catalogRows(): readonly CatalogRow[] {
  return printedRequests.map((request) => rowOf(request, claimsOf(request)))
}

function rowOf(request: PrintedRequest, claims: readonly Claim[]): CatalogRow {
  const replies = request.answers === 'params' ? textsOf(request, 'return') : []
  const examples = textsOf(request, 'query')
  const all = <T>(items: readonly T[], holds: (item: T) => boolean) =>
    items.length === 0 || claims.length === 0 ? null : items.every(holds)
  return {
    id: request.id,
    cgi: request.cgi,
    action: request.action ?? null,
    type: request.type ?? null,
    manual: request.section,
    kind: claims[0]?.entry.kind ?? null,
    entries: [...new Set(claims.map(({ entry }) => entry.id))],
    series: claims.some(({ entry }) => entry.series === undefined) ? [] : [...new Set(claims.flatMap(({ entry }) => entry.series ?? []))],
    decodesSample: all(replies, (text) => claims.some((claim) => reads(claim, text)) || reviewed(text.line)?.isWrong === true),
    encodesExample: all(examples, (text) => claims.some((claim) => writes(claim, text)) || reviewed(text.line)?.isWrong === true),
    reviewed: request.texts.flatMap(({ line }) => reviewed(line)?.why ?? []),
    onScreen: claims.some(({ entry }) => isOffered(entry)),
  }
}

function textsOf({ texts }: PrintedRequest, source: PrintedText['source']): readonly PrintedText[] {
  return texts.filter((text) => text.source === source)
}

function reads(claim: Claim, text: PrintedText): boolean {
  const reader = readerOf(claim)
  return reader !== undefined && holds(() => isReviewed(readPrinted(reader.fields, text).unknown, text))
}

function isReviewed(unclaimed: readonly Pair[], { line }: PrintedText): boolean {
  return JSON.stringify(unclaimed) === JSON.stringify(reviewed(line)?.unclaimed ?? [])
}

function writes(claim: Claim, text: PrintedText): boolean {
  const wanted = JSON.stringify(reviewed(text.line)?.differs ?? [])
  return holds(() => JSON.stringify(difference(claim, text)) === wanted)
}

function holds(look: () => boolean): boolean {
  try {
    return look()
  } catch (thrown) {
    if (thrown instanceof WireError) return false
    throw thrown
  }
}

/** The table as a page of Markdown. */
export function tablePage(rows: readonly CatalogRow[]): string {
  const has = (pick: (row: CatalogRow) => boolean) => rows.filter(pick).length
  const word = (value: boolean | null) => (value === null ? '' : value ? 'yes' : '**no**')
  const cells = rows.map((row) =>
    [
      row.manual,
      [row.cgi, row.action, row.type].filter((part) => part !== null).join(' '),
      row.kind ?? '**missing**',
      row.entries.map((id) => `\`${id}\``).join(' '),
      row.series.join(', '),
      word(row.decodesSample),
      word(row.encodesExample) + (row.reviewed.length > 0 ? ` (${row.reviewed.length} reviewed)` : ''),
      row.onScreen ? 'yes' : '',
    ].join(' | '),
  )
  return [
    '# Every request of the manual',
    '',
    'Made by `npm run catalog -- --write`. A test fails when it is not what the catalog and the prints of the manual come to.',
    '',
    `${rows.length} requests: ${has(({ kind }) => kind !== null)} in the catalog, ${has(({ onScreen }) => onScreen)} on a screen. ` +
      `Replies printed for ${has(({ decodesSample }) => decodesSample !== null)} of them, all read: ${has(({ decodesSample }) => decodesSample === true)}. ` +
      `Examples printed for ${has(({ encodesExample }) => encodesExample !== null)}, all sent as printed or reviewed: ${has(({ encodesExample }) => encodesExample === true)}.`,
    '',
    '| manual | request | kind | in the catalog | product lines | reads the reply | sends the example | on screen |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...cells.map((row) => `| ${row} |`),
    '',
  ].join('\n')
}
