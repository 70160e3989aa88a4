import type { ReviewedChapter } from './index.ts'

export const log: ReviewedChapter = {
  whole: ['2.6.20'],
  prints: [],
}
