/** One offer of a `WWW-Authenticate` header: a scheme in small letters and its parameters, names in small letters. */
export interface Challenge {
  readonly scheme: string
  readonly parameters: Readonly<Record<string, string>>
}

const token = "[!#$%&'*+\\-.^_`|~\\w]+"
/** `name=value` or `name="value"`; base64 without quotes occurs, so an unquoted value ends at a comma or a blank only. */
const parameter = new RegExp(`(${token})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'y')
const scheme = new RegExp(`(${token})(?![ \\t]*=)(?:[ \\t]+|(?=,|$))`, 'y')
const between = /[ \t,]+/y

/**
 * Reads every offer of the `WWW-Authenticate` headers of one answer, in order.
 *
 * Devices send several headers, or several offers in one; commas and quotes inside quoted strings are no separators. What
 * cannot be read ends that header; what was read before it is kept. Linear in the length of the header.
 */
export function readChallenges(header: string | readonly string[] | undefined): readonly Challenge[] {
  const headers = header === undefined ? [] : typeof header === 'string' ? [header] : header
  return headers.flatMap(readHeader)
}

function readHeader(text: string): readonly Challenge[] {
  const challenges: { readonly scheme: string; readonly parameters: Record<string, string> }[] = []
  let at = 0
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) at = pattern.lastIndex
    return match
  }
  while (at < text.length) {
    if (take(between)) continue
    const last = challenges.at(-1)
    const pair = last && take(parameter)
    if (pair) {
      const [, name = '', quoted, plain = ''] = pair
      last.parameters[name.toLowerCase()] ??= quoted?.replace(/\\(.)/g, '$1') ?? plain
      continue
    }
    const name = take(scheme)
    if (!name) break
    challenges.push({ scheme: (name[1] ?? '').toLowerCase(), parameters: {} })
  }
  return challenges
}
