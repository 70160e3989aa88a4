/** Which family of NAL units a clip holds. */
export type Family = 'h264' | 'h265'

/** The NAL units of an access unit, delimiters left out: over RTP the marker does their work. */
export function unitsOf(accessUnit: Uint8Array, family: Family): readonly Buffer[] {
  const bytes = Buffer.from(accessUnit.buffer, accessUnit.byteOffset, accessUnit.length)
  const units: Buffer[] = []
  for (let start = bytes.indexOf(startCode); start >= 0;) {
    const next = bytes.indexOf(startCode, start + 3)
    let end = next < 0 ? bytes.length : next
    while (end > start + 3 && bytes[end - 1] === 0) end -= 1
    units.push(bytes.subarray(start + 3, end))
    start = next
  }
  return units.filter((unit) => typeOf(unit, family) !== delimiters[family])
}

/** Parameter sets, in the order they are declared in. */
export function setsOf(accessUnit: Uint8Array, family: Family): readonly Buffer[] {
  return unitsOf(accessUnit, family).filter((unit) => isSet(unit, family))
}

export function isSet(unit: Uint8Array, family: Family): boolean {
  return sets[family].includes(typeOf(unit, family))
}

function typeOf([first = 0]: Uint8Array, family: Family): number {
  return family === 'h264' ? first & 0x1f : (first >> 1) & 0x3f
}

const startCode = Buffer.from([0, 0, 1])
const delimiters = { h264: 9, h265: 35 } as const
const sets: Readonly<Record<Family, readonly number[]>> = { h264: [7, 8], h265: [32, 33, 34] }
