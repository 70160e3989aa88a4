/** Four decimal numbers, nothing shorter and no leading zeros: `10.1` is a slip, not an address. */
export function isIPv4(text: string): boolean {
  return numberOf(text) !== undefined
}

/** A subnet mask of IPv4: ones, then zeros. */
export function isMask(text: string): boolean {
  return prefixOf(text) !== undefined
}

/** Groups of up to four hexadecimal digits, at most one `::`, an IPv4 address as the last two. No zone: `%eth0` is another device's. */
export function isIPv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half, index) => groupsOf(half, index === halves.length - 1))
  return groups.every(isGroup) && (halves.length === 2 ? groups.length < 8 : groups.length === 8)
}

/** A name as the domain name system takes it, with at least one letter. */
export function isHostName(text: string): boolean {
  return (
    text.length <= 253 && /[a-z]/i.test(text) && text.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label))
  )
}

/** Length of the prefix a mask stands for, [0, 32]; undefined when the text is no mask. */
export function prefixOf(mask: string): number | undefined {
  const number = numberOf(mask)
  if (number === undefined) return undefined
  const hosts = 2 ** 32 - number
  const bits = Math.log2(hosts)
  return Number.isInteger(bits) ? 32 - bits : undefined
}

/** True when both addresses lie in the same subnet. False for anything that is not IPv4. */
export function inSubnet(other: string, own: string, mask: string): boolean {
  const [a, b, prefix] = [numberOf(other), numberOf(own), prefixOf(mask)]
  if (a === undefined || b === undefined || prefix === undefined) return false
  const size = 2 ** (32 - prefix)
  return Math.floor(a / size) === Math.floor(b / size)
}

/** `192.168.10.0/24`; the address itself when the mask is none. */
export function subnetOf(own: string, mask: string): string {
  const [number, prefix] = [numberOf(own), prefixOf(mask)]
  if (number === undefined || prefix === undefined) return own
  const size = 2 ** (32 - prefix)
  return `${textOf(Math.floor(number / size) * size)}/${prefix}`
}

/** So many addresses from one on, in order: without those that are taken, and without the ends of each /24. */
export function addressesFrom(first: string, count: number, taken: ReadonlySet<string>): readonly string[] {
  const start = numberOf(first)
  if (start === undefined) return []
  const found: string[] = []
  for (let next = start; found.length < count && next < 2 ** 32; next += 1) {
    const address = textOf(next)
    if (next % 256 !== 0 && next % 256 !== 255 && !taken.has(address)) found.push(address)
  }
  return found
}

function numberOf(text: string): number | undefined {
  if (!/^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(text)) return undefined
  const parts = text.split('.').map(Number)
  return parts.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined
}

function textOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}

/** An IPv4 tail counts as two groups. */
function groupsOf(half: string, mayEndInIPv4: boolean): readonly string[] {
  if (half === '') return []
  const groups = half.split(':')
  const tail = groups.at(-1) ?? ''
  return mayEndInIPv4 && isIPv4(tail) ? [...groups.slice(0, -1), '0', '0'] : groups
}

function isGroup(group: string): boolean {
  return /^[0-9a-f]{1,4}$/i.test(group)
}
