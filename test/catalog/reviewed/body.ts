import type { ReviewedChapter } from './index.ts'

/** Body temperature. */
export const body: ReviewedChapter = {
  whole: ['2.6.18'],
  prints: [
    { line: 23878, isNoSample: true, why: 'eight areas, of which the sample has two' },
    { line: 24180, isNoSample: true, why: 'eight areas, of which the sample has two' },
    { line: 24446, isNoSample: true, why: 'eight areas, of which the sample has two' },
    { line: 24599, isNoSample: true, why: 'eight areas, of which the sample has two' },
    { line: 24749, differs: ['-cameraID=1'], why: 'the set is without, as all other body temperature requests are' },
    { line: 24965, isNoSample: true, why: 'eight areas, of which the sample has two' },
    { line: 25016, differs: ['-Tar getSpace=4', '+TargetSpace=4'], why: 'a blank broke one of the keys' },
    { line: 25103, isNoSample: true, why: 'upload is off, in the sample it is on' },
  ],
}
