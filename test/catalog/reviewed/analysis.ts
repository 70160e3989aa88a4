import type { ReviewedChapter } from './index.ts'

/** Every analysis of the picture. */
export const analysis: ReviewedChapter = {
  whole: ['2.6.14', '2.6.15.1'],
  prints: [
    {
      line: 13460,
      odd: [{ kind: 'count', key: 'intelligenceAnalyseCount', said: 11, has: 10 }],
      why: 'counts eleven and prints ten',
    },
  ],
}
