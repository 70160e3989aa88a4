import 'vuetify/styles'
import '../styles/tokens.css'
import '../styles/vuetify.css'
import '../styles/kit.css'
import { watch } from 'vue'
import { createVuetify, type ThemeDefinition } from 'vuetify'
import { aliases, mdi } from 'vuetify/iconsets/mdi-svg'
import { coloursOf, themeNames, type ThemeChoice, type ThemeName } from './theme.ts'

/** Vuetify colour ← our token. Components of the kit read the left side, our own CSS the right. */
const colours = {
  background: 'bg',
  surface: 'surface',
  'surface-light': 'raised',
  'surface-bright': 'hover',
  'surface-variant': 'chosen',
  'on-background': 'text',
  'on-surface': 'text',
  'on-surface-variant': 'text-2',
  primary: 'accent',
  'on-primary': 'on-accent',
  secondary: 'accent-text',
  success: 'ok',
  warning: 'warn',
  error: 'fail',
  info: 'off',
  'on-success': 'surface',
  'on-warning': 'surface',
  'on-error': 'surface',
} as const

/** Our greys are measured; Vuetify must not thin them again. */
const opacities = {
  'high-emphasis-opacity': 1,
  'medium-emphasis-opacity': 1,
  'hover-opacity': 0.06,
  'focus-opacity': 0,
  'selected-opacity': 0.14,
  'activated-opacity': 0.14,
  'pressed-opacity': 0.1,
  'border-opacity': 1,
}

const field = { variant: 'outlined', density: 'compact', hideDetails: 'auto', persistentPlaceholder: true }

/* No `rounded` anywhere: in Vuetify 4 `rounded: true` is a pill of 24 px; its default, 4 px, is our --r. */
const defaults = {
  global: { ripple: false, elevation: 0 },
  VTextField: field,
  VSelect: field,
  VAutocomplete: field,
  VList: { density: 'compact', nav: false },
  VListItem: { rounded: 0 },
  VMenu: { transition: false, offset: 4 },
  VDialog: { transition: 'fade-transition' },
}

/** The theme Vuetify is given, read out of tokens.css so that the two cannot differ. */
export function vuetifyTheme(name: ThemeName): ThemeDefinition {
  const tokens = coloursOf(name)
  const read = (token: string) => tokens[token] ?? ''
  return {
    dark: name === 'dark',
    colors: Object.fromEntries(Object.entries(colours).map(([theirs, ours]) => [theirs, read(ours)])),
    variables: { ...opacities, 'border-color': read('line') },
  }
}

/** The nonce the host put into both its header and the page (`<meta property="csp-nonce" nonce="…">`), if it did. */
export function pageNonce(page: Document = document): string | undefined {
  const meta = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')
  return meta?.nonce || meta?.getAttribute('nonce') || meta?.content || undefined
}

/** The kit, wearing the look and following the choice of theme. Loads all global styles with it. */
export function createKit(theme: ThemeChoice) {
  const nonce = pageNonce()
  const kit = createVuetify({
    theme: {
      defaultTheme: theme.name.value,
      themes: Object.fromEntries(themeNames.map((name) => [name, vuetifyTheme(name)])),
      transition: false,
      ...(nonce === undefined ? {} : { cspNonce: nonce }),
    },
    defaults,
    icons: { defaultSet: 'mdi', aliases, sets: { mdi } },
  })
  watch(theme.name, (name) => void kit.theme.change(name, false))
  return kit
}
