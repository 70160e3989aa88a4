import type { ReviewedChapter } from './index.ts'

/** These two print an account in the query, which a request has only where the device asks for it so. */
const account = { differs: ['-userName=admin', '-password=admin'], why: 'the account goes as the device asks for it' }

/** Number plates. */
export const lpr: ReviewedChapter = {
  whole: ['2.6.13'],
  prints: [
    { line: 12_238, ...account },
    { line: 12_274, ...account },
  ],
}
