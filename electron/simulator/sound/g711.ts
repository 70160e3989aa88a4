/** One byte of A-law of a 16-bit sample (ITU-T G.711, table 1): sign, three bits of segment, four of place, every other bit turned. */
export function aLaw(sample: number): number {
  const size = (sample < 0 ? ~sample : sample) >> 3
  const segment = Math.max(0, highestBit(size) - 4)
  const place = (size >> Math.max(1, segment)) & 15
  return ((sample < 0 ? 0 : 0x80) | (segment << 4) | place) ^ 0x55
}

/** One byte of µ-law of a 16-bit sample (ITU-T G.711, table 2): built as A-law is, with segments that begin 33 steps off, all bits turned. */
export function muLaw(sample: number): number {
  const size = Math.min(Math.abs(sample) >> 2, largest) + offset
  const segment = highestBit(size) - 5
  const place = (size >> (segment + 1)) & 15
  return ((sample < 0 ? 0x80 : 0) | (segment << 4) | place) ^ 0xff
}

const offset = 33
const largest = 8158

/** The place of the highest bit that is set, -1 of none. */
function highestBit(value: number): number {
  return 31 - Math.clz32(value)
}
