import { computed, shallowRef, type Ref } from 'vue'
import tokens from '../styles/tokens.css?raw'

/** In the order the button of the top bar goes through them. */
export const themeNames = ['dark', 'light', 'sun'] as const
export type ThemeName = (typeof themeNames)[number]

export interface ThemeChoice {
  readonly name: Readonly<Ref<ThemeName>>
  /** The one the button leads to. */
  readonly next: Readonly<Ref<ThemeName>>
  readonly choose: (name: ThemeName) => void
}

export interface ThemeOptions {
  /** Where the choice is remembered, under the key `theme`. @default window.localStorage */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem'>
  /** The element that carries `data-theme`. @default document.documentElement */
  readonly root?: HTMLElement
}

/** The colours of a theme, as written in tokens.css: name without dashes → `#rrggbb`. */
export function coloursOf(theme: ThemeName): Readonly<Record<string, string>> {
  return coloursIn(tokens.match(new RegExp(`data-theme=['"]${theme}['"]\\]\\s*\\{([^}]*)\\}`))?.[1])
}

/** The colours drawn on the picture, which has no theme. */
export function overlayColours(): Readonly<Record<string, string>> {
  return coloursIn(tokens.match(/:root\s*\{([^}]*)\}/)?.[1])
}

/** Reads the remembered theme (dark, if none), applies it, and remembers every later choice. */
export function createThemeChoice({ storage = window.localStorage, root = document.documentElement }: ThemeOptions = {}): ThemeChoice {
  const remembered = themeNames.find((name) => name === storage.getItem('theme'))
  const name = shallowRef<ThemeName>(remembered ?? 'dark')
  root.dataset['theme'] = name.value

  function choose(chosen: ThemeName) {
    name.value = chosen
    root.dataset['theme'] = chosen
    storage.setItem('theme', chosen)
  }

  return { name, next: computed(() => themeAfter(name.value)), choose }
}

function themeAfter(name: ThemeName): ThemeName {
  return themeNames[(themeNames.indexOf(name) + 1) % themeNames.length] ?? 'dark'
}

function coloursIn(block = ''): Record<string, string> {
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/gi)].map(([, name = '', colour = '']) => [name, colour]))
}
