import type { ReviewedChapter } from './index.ts'

/** Fisheye: the manual prints templates where samples should stand. */
export const fisheye: ReviewedChapter = {
  whole: ['2.6.16'],
  prints: [
    ...[21_726, 21_768, 21_802, 21_831].map((line) => ({
      line,
      isWrong: true as const,
      why: 'the template of a reply, names in angle brackets for values',
    })),
    ...[21_765, 21_784].map((line) => ({
      line,
      differs: ['-cameraID=<cameraID>', '+cameraID=1'],
      why: 'the template of a request, names in angle brackets for values',
    })),
  ],
}
