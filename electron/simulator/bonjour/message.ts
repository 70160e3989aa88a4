/** A DNS name as labels: a label may hold dots, and names of devices do. */
export type Name = readonly string[]

export type DnsRecord = {
  readonly name: Name
  /** s; 0 says goodbye. */
  readonly ttl: number
  /** The record is unique: whoever hears it forgets others of the name (RFC 6762, 10.2). */
  readonly flush: boolean
} & (
  | { readonly type: 'PTR'; readonly target: Name }
  | { readonly type: 'SRV'; readonly target: Name; readonly port: number }
  | { readonly type: 'TXT'; readonly entries: readonly string[] }
  | { readonly type: 'A'; readonly address: string }
)

const typeNumbers = { A: 1, PTR: 12, TXT: 16, SRV: 33 } as const
const headerLength = 12
const pointerMark = 0xc000

/** Id and question of a plain resolver, repeated in its answer (RFC 6762, 6.7). */
export interface Legacy {
  readonly id: number
  readonly question: Name
  readonly questionType: number
}

export interface ResponseOptions {
  readonly answers: readonly DnsRecord[]
  readonly additionals?: readonly DnsRecord[]
  readonly legacy?: Legacy
}

/**
 * Writes a multicast DNS response, names compressed.
 *
 * Our own, because the libraries split names at every dot, and `IPCamera 1.2` is one label.
 */
export function encodeResponse({ answers, additionals = [], legacy }: ResponseOptions): Buffer {
  const names = new Map<string, number>()
  const parts: Buffer[] = []
  let length = headerLength
  const put = (part: Buffer) => {
    parts.push(part)
    length += part.length
  }
  const putName = (name: Name) => put(encodeName(name, length, names))

  const header = Buffer.alloc(headerLength)
  header.writeUInt16BE(legacy?.id ?? 0, 0)
  header.writeUInt16BE(0x8400, 2)
  header.writeUInt16BE(legacy ? 1 : 0, 4)
  header.writeUInt16BE(answers.length, 6)
  header.writeUInt16BE(additionals.length, 10)
  if (legacy) {
    putName(legacy.question)
    put(numbers(legacy.questionType, 1))
  }
  for (const record of [...answers, ...additionals]) {
    putName(record.name)
    const head = Buffer.alloc(10)
    head.writeUInt16BE(typeNumbers[record.type], 0)
    head.writeUInt16BE(1 | (record.flush && !legacy ? 0x8000 : 0), 2)
    head.writeUInt32BE(record.ttl, 4)
    put(head)
    const before = length
    putData(record, put, putName)
    head.writeUInt16BE(length - before, 8)
  }
  return Buffer.concat([header, ...parts])
}

function putData(record: DnsRecord, put: (part: Buffer) => void, putName: (name: Name) => void): void {
  switch (record.type) {
    case 'PTR':
      putName(record.target)
      return
    case 'SRV':
      put(numbers(0, 0, record.port))
      putName(record.target)
      return
    case 'TXT':
      for (const entry of record.entries) put(encodeLabel(entry, 255))
      return
    case 'A':
      put(Buffer.from(record.address.split('.').map(Number)))
  }
}

function encodeName(name: Name, at: number, known: Map<string, number>): Buffer {
  const parts: Buffer[] = []
  let offset = at
  for (let index = 0; index < name.length; index += 1) {
    const rest = JSON.stringify(name.slice(index))
    const earlier = known.get(rest)
    if (earlier !== undefined) return Buffer.concat([...parts, numbers(pointerMark | earlier)])
    if (offset < 0x3fff) known.set(rest, offset)
    const label = encodeLabel(name[index] ?? '', 63)
    parts.push(label)
    offset += label.length
  }
  return Buffer.concat([...parts, Buffer.from([0])])
}

/** @throws RangeError when the label is longer than DNS allows. */
function encodeLabel(text: string, max: number): Buffer {
  const bytes = Buffer.from(text)
  if (bytes.length > max) throw new RangeError(`${text} has ${bytes.length} bytes, ${max} are allowed`)
  return Buffer.concat([Buffer.from([bytes.length]), bytes])
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2))
  return bytes
}
