/**
 * Makes test/fixtures/manual from the extracted manual: `node build/fixtures.mjs <folder with cgi-manual.txt, inventory.json, lists.json>`.
 *
 * Run once; what it writes is committed. Every text is copied as printed and carries its line in the manual. `read` stands beside
 * `printed` only where the extraction repaired damage (an annotation inside a value, an elision mark, a space inside a name).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: node build/fixtures.mjs <folder with cgi-manual.txt, inventory.json, lists.json>')
  process.exit(2)
}

const into = fileURLToPath(new URL('../test/fixtures/manual/', import.meta.url))
const manual = readFileSync(join(folder, 'cgi-manual.txt'), 'utf8').split('\n')
const inventory = JSON.parse(readFileSync(join(folder, 'inventory.json'), 'utf8'))
const { lists, irregularForms } = JSON.parse(readFileSync(join(folder, 'lists.json'), 'utf8'))

/** Bodies the device pushes by itself: first line and number of lines. No request belongs to them. */
const pushes = [
  { section: '2.6.18.10.5', line: 25199, lines: 13 },
  { section: '2.6.22.4.1', line: 27443, lines: 4 },
]

/** Replies and requests of one entry, each with its line. */
function textsOf(entry) {
  const replies = entry.returnVariants
    ? entry.returnVariants.map(({ line, label, body, bodyRepaired }) => reply(entry, line, label, body, bodyRepaired))
    : [reply(entry, entry.returnLine, entry.returnLabel, entry.returnBody, entry.returnBodyRepaired)]
  const requests = entry.variants
    ? entry.variants.map(({ line, label, url, queryRepaired }) => request(entry, line, label, url, queryRepaired))
    : [request(entry, entry.exampleLine, undefined, entry.exampleUrls[0], entry.queryRepaired)]
  return [...replies, ...requests].filter(({ printed }) => printed !== undefined)
}

function reply({ id, section }, line, label, printed, read) {
  return clean({ entry: id, section, line, source: 'return', label, printed, read: read === printed ? undefined : read })
}

function request({ id, section }, line, label, printed, read) {
  return clean({
    entry: id,
    section,
    line,
    source: 'query',
    label,
    printed,
    read: read?.map(([key, value]) => `${key}=${value}`).join('&'),
  })
}

function clean(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined && value !== ''))
}

const all = [
  ...inventory.flatMap(textsOf),
  ...pushes.map(({ section, line, lines }) => ({
    ...{ entry: 'push', section, line, source: 'return' },
    printed: manual.slice(line - 1, line - 1 + lines).join('\n'),
  })),
]

/** The text a line of the manual lies in. */
function textAround(line) {
  return all.find((text) => line >= text.line && line < text.line + text.printed.split('\n').length)
}

function structures() {
  const texts = []
  const indexOf = (usage) => {
    const found = all.find(({ entry, line, source }) => entry === usage.entry && line === usage.line && source === usage.source)
    if (!found) throw new Error(`no text for ${usage.entry}, line ${usage.line}`)
    const known = texts.indexOf(found)
    return known >= 0 ? known : texts.push(found) - 1
  }
  const described = lists.map(({ begin, count, next, end, itemKeys, nested, usages }) => ({
    ...{ begin, count, next, end, itemKeys, nested },
    usages: usages.map((usage) =>
      clean({ text: indexOf(usage), items: usage.items, inside: usage.inside ?? undefined, elided: usage.elided }),
    ),
  }))
  return { structures: described, texts }
}

function irregular() {
  const texts = new Set()
  const forms = irregularForms.map(({ name, how, sections, lines }) => ({
    ...{ name, how, sections },
    lines: lines.map((line) => {
      const around = textAround(line)
      if (around) texts.add(around)
      return { line, printed: manual[line - 1] }
    }),
  }))
  return { forms, texts: [...texts] }
}

/** Every request of the manual, in its order, with what is printed of it. */
function requests() {
  return inventory.map(({ id, section, title, cgi, action, type, method, applies, returnKind, damage, ...entry }) =>
    clean({
      ...{ id, section, title, cgi: cgi.replace('.cgi', ''), action: action ?? undefined, type: type ?? undefined },
      ...{ method: method === 'GET' ? undefined : method, applies: applies ?? undefined, answers: returnKind },
      damage: damage.length > 0 ? damage : undefined,
      texts: textsOf({ id, section, ...entry }),
    }),
  )
}

/** Numbers of all headings, in order; a heading is a line that begins with one of at least two parts. */
function sections() {
  const numbers = manual.flatMap((line) => /^(?<number>[1-4](?:\.\d+)+)\.? +\S/.exec(line)?.groups?.number ?? [])
  return [...new Set([...numbers, ...inventory.map(({ section }) => section)])]
}

mkdirSync(into, { recursive: true })
for (const [name, content] of Object.entries({ lists: structures(), irregular: irregular(), requests: requests(), sections: sections() })) {
  const text = JSON.stringify(content)
  writeFileSync(join(into, `${name}.json`), `${text}\n`)
  console.log(`${name}.json ${text.length} characters`)
}
