import type { ReviewedChapter } from './index.ts'

/** The settings of the first slice, from several chapters. */
export const first: ReviewedChapter = {
  whole: ['2.6.1.1', '2.6.1.2', '2.6.1.4', '2.6.1.5', '2.6.1.6', '2.6.1.7', '2.6.1.8', '2.6.2.1', '2.6.11.2'],
  prints: [
    { line: 1894, differs: ['-netCardId=1'], why: 'optional: without it all cards are asked for (line 1889)' },
    { line: 2110, isNoSample: true, why: 'two cameras, of which the sample has one' },
    {
      line: 2441,
      differs: ['-type=timeZone', '+type=timeZoneAbility'],
      why: 'the example repeats another request; the template has it (line 2435)',
    },
    { line: 2444, isNoSample: true, why: '76 zones, of which the sample has two' },
    {
      line: 4773,
      isNoSample: true,
      odd: [
        { kind: 'count', key: 'AVStreamCount', said: 3, has: 2 },
        { kind: 'count', key: 'AVStreamEncoderAbilityCount', said: 10, has: 4 },
        { kind: 'count', key: 'videoResolutionCount', said: 16, has: 9 },
      ],
      why: 'the print stops in the middle: two streams of three',
    },
  ],
}
