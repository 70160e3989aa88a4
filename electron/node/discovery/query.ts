/** A question by labels, for a label may hold dots: `Axis M1.2 cam`. */
export interface Question {
  readonly labels: readonly string[]
  readonly type: 'A' | 'PTR' | 'SRV' | 'TXT'
}

const typeNumbers = { A: 1, PTR: 12, TXT: 16, SRV: 33 } as const

/**
 * A multicast DNS question.
 *
 * Our own, because dns-packet splits names at every dot: a question about `Axis M1.2 cam` would ask for another name, and no
 * responder would answer it.
 */
export function encodeQuery(questions: readonly Question[]): Buffer {
  const header = Buffer.alloc(12)
  header.writeUInt16BE(questions.length, 4)
  const parts = questions.flatMap(({ labels, type }) => [
    ...labels.flatMap((label) => {
      const bytes = Buffer.from(label)
      return [Buffer.from([bytes.length]), bytes]
    }),
    Buffer.from([0, 0, typeNumbers[type], 0, 1]),
  ])
  return Buffer.concat([header, ...parts])
}

/** True when every label can be written: [1, 63] bytes of UTF-8. */
export function isAskable({ labels }: Question): boolean {
  return labels.every((label) => label !== '' && Buffer.byteLength(label) <= 63)
}
