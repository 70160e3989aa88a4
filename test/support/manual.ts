import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseLines, parseQuery, type Pair } from '#common/wire/pairs.ts'

/** One reply or request as the manual prints it; `read` where the print is damaged. */
export interface PrintedText {
  readonly entry: string
  readonly section: string
  /** Line of the manual. */
  readonly line: number
  readonly source: 'return' | 'query'
  readonly label?: string
  readonly printed: string
  readonly read?: string
}

/** One use of a list structure in a printed text. */
export interface PrintedUse {
  readonly text: number
  readonly items: number
  readonly inside?: string
  /** Items are left out of the print; their number is not known. */
  readonly elided?: true
}

export interface ListStructure {
  readonly begin: string
  readonly count: readonly string[]
  readonly next: readonly string[]
  readonly end: readonly string[]
  readonly itemKeys: readonly string[]
  readonly nested: readonly string[]
  readonly usages: readonly PrintedUse[]
}

export interface IrregularForm {
  readonly name: string
  readonly how: string
  readonly sections: readonly string[]
  readonly lines: readonly { readonly line: number; readonly printed: string }[]
}

/** One request of the manual. */
export interface PrintedRequest {
  readonly id: string
  readonly section: string
  readonly title: string
  readonly cgi: string
  readonly action?: string
  readonly type?: string
  /** GET unless given. */
  readonly method?: string
  /** The product lines of its heading, as printed. */
  readonly applies?: string
  readonly answers: 'ok' | 'params' | 'text' | 'jpeg' | 'multipart' | 'binary' | 'none'
  /** What the print had to be repaired of, as the extraction notes it. */
  readonly damage?: readonly string[]
  readonly texts: readonly PrintedText[]
}

export const printedLists = load<{ structures: readonly ListStructure[]; texts: readonly PrintedText[] }>('lists')
export const printedForms = load<{ forms: readonly IrregularForm[]; texts: readonly PrintedText[] }>('irregular')
export const printedRequests = load<readonly PrintedRequest[]>('requests')
/** Numbers of the manual's headings. */
export const manualSections: ReadonlySet<string> = new Set(load<readonly string[]>('sections'))

/** The pairs of a printed text; of a URL, those after the question mark. */
export function pairsOf({ source, printed, read = printed }: PrintedText): readonly Pair[] {
  return source === 'return' ? parseLines(read) : parseQuery(read.slice(read.indexOf('?') + 1))
}

/** The printed text that begins at a line of the manual. */
export function textAt(line: number): PrintedText {
  const found = [...printedForms.texts, ...printedLists.texts].find((text) => text.line === line)
  if (!found) throw new Error(`no text begins at line ${line} of the manual`)
  return found
}

function load<T>(name: string): T {
  return JSON.parse(readFileSync(join('test', 'fixtures', 'manual', `${name}.json`), 'utf8')) as T
}
