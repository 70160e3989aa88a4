import type { InjectionKey } from 'vue'
import type { ThemeChoice } from './theme.ts'

/** The person's theme, made once at the start. */
export const themeKey: InjectionKey<ThemeChoice> = Symbol('theme')
