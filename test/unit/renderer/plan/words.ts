import { createI18n } from 'vue-i18n'
import { en } from '#renderer/app/messages/en.ts'

/** The app's own words; `missed` collects every key nobody wrote a sentence for. */
export function theWords() {
  const missed: string[] = []
  const i18n = createI18n({
    legacy: false,
    locale: 'en',
    messages: { en },
    missing: (_locale, key) => {
      missed.push(key)
      return key
    },
  })
  return { i18n, missed }
}
