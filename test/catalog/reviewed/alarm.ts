import type { ReviewedChapter } from './index.ts'

/** Alarms and privacy masks. */
export const alarm: ReviewedChapter = {
  whole: ['2.6.4.1', '2.6.4.2', '2.6.4.3'],
  prints: [
    {
      line: 6458,
      differs: ['+scheduleTimeAction=cover'],
      why: 'a whole schedule is sent; without the word it would be added to the one there (line 6612), as the areas would without theirs',
    },
  ],
}
