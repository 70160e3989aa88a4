import type { ReviewedChapter } from './index.ts'

export const service: ReviewedChapter = {
  whole: ['2.6.11'],
  prints: [
    { line: 9669, differs: ['in another order'], why: 'the recorder has the encryption before the recipients; the order is the camera’s' },
    {
      line: 10747,
      differs: ['-writeEncryptAlgorithm1=1', '+writeEncryptAlgorithm=1'],
      why: 'a 1 too many: reply and table have the name without it (lines 10735 and 10850)',
    },
  ],
}
