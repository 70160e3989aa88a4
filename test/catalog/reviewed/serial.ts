import type { ReviewedChapter } from './index.ts'

export const serial: ReviewedChapter = {
  whole: ['2.6.10'],
  prints: [
    {
      line: 9429,
      differs: ['+PTZCount=1'],
      why: 'the count is a mark of the get, which a set may repeat',
    },
  ],
}
