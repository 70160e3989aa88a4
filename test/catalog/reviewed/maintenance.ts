import type { ReviewedChapter } from './index.ts'

export const maintenance: ReviewedChapter = {
  whole: ['2.6.23', '2.7', '2.9', '2.10'],
  prints: [
    { line: 27900, differs: ['-autoRestartEnable=1', 'in another order'], why: 'printed twice' },
    {
      line: 29981,
      differs: ['-EncoderType=g711_alaw', '+EncoderType=G711_ALAW'],
      why: 'case does not matter (line 30017); the table has it in upper case',
    },
    { line: 30136, differs: ['-channel 1=1', '-channel 2=2', '+channel1=1', '+channel2=2'], why: 'spaces inside the keys' },
  ],
}
