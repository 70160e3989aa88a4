import type { ReviewedChapter } from './index.ts'

export const protocol: ReviewedChapter = {
  whole: ['2.6.12'],
  prints: [],
}
