/** An element by its local name: prefixes differ from device to device, and so do the attributes, which nobody here needs. */
export interface XmlElement {
  readonly name: string
  /** All text directly inside, blanks around it dropped. */
  readonly text: string
  readonly children: readonly XmlElement[]
}

/** Characters; one datagram has fewer. */
const maxLength = 65_536
const maxDepth = 32
const maxElements = 2000

interface Open {
  readonly name: string
  text: string
  readonly children: XmlElement[]
}

const cdata = '<![CDATA['
/** What is passed over, by how it begins and ends; the text of a CDATA section is kept. */
const marks: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  [cdata, ']]>'],
]

/**
 * The root of a small document, such as a datagram carries; undefined when there is none to be found.
 *
 * Liberal: what is left open at the end is closed, an end without a beginning is passed over. Never throws, and is linear in the
 * length of the text. A DOCTYPE is refused with all that it could define; only the five entities of XML itself and numbers are known.
 */
export function readXml(text: string): XmlElement | undefined {
  if (text.length > maxLength) return undefined
  const top: Open = { name: '', text: '', children: [] }
  const open: Open[] = [top]
  const last = (): Open => open.at(-1) ?? top
  let elements = 0
  let at = 0

  function close(levels: number): void {
    for (let level = 0; level < levels; level += 1) {
      const { name, text: inner, children } = open.pop() ?? top
      last().children.push({ name, text: inner.trim(), children })
    }
  }

  while (at < text.length) {
    const next = text.indexOf('<', at)
    last().text += unescape(text.slice(at, next < 0 ? text.length : next))
    if (next < 0) break
    const mark = marks.find(([begin]) => text.startsWith(begin, next))
    if (mark) {
      const [begin, end] = mark
      const stop = text.indexOf(end, next + begin.length)
      if (stop < 0) break
      if (begin === cdata) last().text += text.slice(next + begin.length, stop)
      at = stop + end.length
      continue
    }
    if (text.startsWith('<!', next)) return undefined
    const stop = endOfTag(text, next + 1)
    if (stop < 0) break
    const tag = text.slice(next + 1, stop)
    at = stop + 1
    if (tag.startsWith('/')) {
      const back = open.findLastIndex(({ name }) => name === localName(tag.slice(1)))
      if (back > 0) close(open.length - back)
      continue
    }
    if ((elements += 1) > maxElements || open.length > maxDepth) return undefined
    open.push({ name: localName(tag), text: '', children: [] })
    if (tag.endsWith('/')) close(1)
  }
  close(open.length - 1)
  return top.children[0]
}

/** The first element of the name, at any depth, the element itself included. */
export function findXml(element: XmlElement, name: string): XmlElement | undefined {
  if (element.name === name) return element
  for (const child of element.children) {
    const found = findXml(child, name)
    if (found) return found
  }
  return undefined
}

export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The `>` that ends a tag; one inside of quotes does not. */
function endOfTag(text: string, from: number): number {
  let quote = ''
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '>') return at
    else if (sign === '"' || sign === "'") quote = sign
  }
  return -1
}

function localName(tag: string): string {
  const name = /^[^\s/>]*/.exec(tag)?.[0] ?? ''
  return name.slice(name.indexOf(':') + 1)
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** What is no entity of XML stays as it is written. */
function unescape(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));/gi, (whole, number?: string, hex?: string, name = '') => {
    const code = number === undefined ? Number.parseInt(hex ?? '', 16) : Number(number)
    if (Number.isNaN(code)) return entities[String(name)] ?? whole
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })
}
