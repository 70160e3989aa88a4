import { createI18n } from 'vue-i18n'
import { en } from './messages/en.ts'

/** English is the only language yet; everything a person reads comes through here. */
export const i18n = createI18n({ legacy: false, locale: 'en', fallbackLocale: 'en', messages: { en } })
