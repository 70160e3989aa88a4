/** What of a device can stand in its name. */
export interface NamedDevice {
  readonly name: string
  readonly model: string
  /** `192.168.1.64` */
  readonly address: string
}

/** Words that a device fills in by itself. */
const own: Readonly<Record<string, (device: NamedDevice) => string>> = {
  name: ({ name }) => name,
  model: ({ model }) => model,
  host: ({ address }) => address.split(/[.:]/).at(-1) ?? '',
}

const word = /\{([^{}]*)\}/g
const counter = /^n+$/

/** The words of a template that a person is asked for, in their order: of `{site}-{nn}` the site. */
export function askedWords(template: string): readonly string[] {
  const words = [...template.matchAll(word)].map(([, name = '']) => name.trim())
  return [...new Set(words.filter((name) => name !== '' && !counter.test(name) && !(name in own)))]
}

/** What is wrong with a template; undefined for one that can be filled in. */
export function templateFault(template: string): 'empty' | 'brace' | undefined {
  if (template.trim() === '') return 'empty'
  const rest = template.replace(word, '')
  return /[{}]/.test(rest) || /\{\s*\}/.test(template) ? 'brace' : undefined
}

/** The name of one device; `number` is written with as many digits as there are n's, or more. What nobody has said yet is left out. */
export function nameFrom(template: string, said: Readonly<Record<string, string>>, device: NamedDevice, number: number): string {
  const filled = template.replace(word, (_, inner: string) => {
    const name = inner.trim()
    if (counter.test(name)) return String(number).padStart(name.length, '0')
    return own[name]?.(device) ?? said[name] ?? ''
  })
  return filled.trim()
}
