import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createI18n } from 'vue-i18n'
import type { AppError } from '#common/errors/appError.ts'
import { en } from '#renderer/app/messages/en.ts'
import { type ErrorText, useErrorText } from '#renderer/composables/useErrorText.ts'

/** An error in the words the screen has for it, without a page. Throws where a sentence is missing. */
export async function shownError(error: AppError, device: string): Promise<ErrorText> {
  const shown: ErrorText[] = []
  const i18n = createI18n({
    legacy: false,
    locale: 'en',
    messages: { en },
    missing(_locale, key) {
      throw new Error(`nobody wrote ${key}`)
    },
  })
  const words = createSSRApp({
    setup() {
      shown.push(useErrorText().describe(error, device))
      return () => null
    },
  })
  await renderToString(words.use(i18n))
  const [text] = shown
  if (!text) throw new Error('nothing was shown')
  return text
}
