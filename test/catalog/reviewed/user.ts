import type { ReviewedChapter } from './index.ts'

export const user: ReviewedChapter = {
  whole: ['2.6.19'],
  prints: [
    { line: 26020, isNoSample: true, why: 'a recorder’s; the sample is the camera’s beside it (line 25975)' },
    { line: 26305, differs: ['-params.cgi', '+param.cgi', '-appListCount=2'], why: 'damaged path; a count without its list' },
  ],
}
