import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { createThemeChoice } from '#renderer/app/theme.ts'
import { pageNonce, vuetifyTheme } from '#renderer/app/vuetify.ts'

/* Vitest empties style sheets, even those imported as text; the tokens are what is tested here. */
vi.mock('#renderer/styles/tokens.css?raw', () => ({ default: readFileSync('renderer/styles/tokens.css', 'utf8') }))

describe('the choice of theme', () => {
  it('is dark until a person has chosen', () => {
    const { root, choice } = choosing({})
    expect(choice.name.value).toBe('dark')
    expect(root.dataset['theme']).toBe('dark')
  })

  it('is what the person chose last time', () => {
    expect(choosing({ theme: 'sun' }).choice.name.value).toBe('sun')
  })

  it('is dark when what was remembered is no theme', () => {
    expect(choosing({ theme: 'purple' }).choice.name.value).toBe('dark')
  })

  it('is applied to the page and remembered', () => {
    const { root, choice, kept } = choosing({})
    choice.choose('light')
    expect({ shown: root.dataset['theme'], kept }).toEqual({ shown: 'light', kept: { theme: 'light' } })
  })

  it('goes from dark to light to sun and round again', () => {
    const { choice } = choosing({})
    const seen = [1, 2, 3].map(() => {
      choice.choose(choice.next.value)
      return choice.name.value
    })
    expect(seen).toEqual(['light', 'sun', 'dark'])
  })
})

describe('the theme of Vuetify', () => {
  it('is made of the tokens', () => {
    expect(vuetifyTheme('light')).toMatchObject({ dark: false, colors: { primary: '#00629c', surface: '#ffffff', error: '#a81e16' } })
  })

  it.each(['dark', 'light', 'sun'] as const)('leaves no colour of %s empty', (name) => {
    expect(
      Object.values(vuetifyTheme(name).colors ?? {}).filter((colour) => typeof colour !== 'string' || !/^#[0-9a-f]{6}$/.test(colour)),
    ).toEqual([])
  })
})

describe('the nonce of the page', () => {
  it('is read from the meta element the host wrote', () => {
    const page = new DOMParser().parseFromString('<head><meta property="csp-nonce" nonce="r4nd0m"></head>', 'text/html')
    expect(pageNonce(page)).toBe('r4nd0m')
  })

  it('is absent where the host wrote none', () => {
    expect(pageNonce(new DOMParser().parseFromString('<head></head>', 'text/html'))).toBeUndefined()
  })
})

function choosing(kept: Record<string, string>) {
  const root = document.createElement('div')
  const storage = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => void (kept[key] = value),
  }
  return { root, kept, choice: createThemeChoice({ storage, root }) }
}
