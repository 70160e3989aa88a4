import type { ReviewedChapter } from './index.ts'

/** Device, overlay, sound, white light, recording, and the rest of the streams. */
export const deviceChapters: ReviewedChapter = {
  whole: ['2.1', '2.2', '2.3', '2.6.1', '2.6.2', '2.6.3'],
  prints: [
    { line: 276, reprints: ['-datalenth=2553268', '+datalength=2553268'], why: 'the second item spells it otherwise than the first' },
    { line: 3326, differs: ['-canvasID=1'], why: 'optional: without it all texts are asked for (line 3322)' },
    {
      line: 3354,
      differs: [
        ...Array<string>(2).fill('-OSDInfoAction=add'),
        '-OSDCanvasEnd=1',
        '+OSDCanvasCount=2',
        ...Array<string>(2).fill('+OSDInfoCount=1'),
        '+OSDCanvasEnd=2',
      ],
      why: 'add is what a set without it does (line 3424); both counts are in the table; End is the number of texts there (line 3505)',
    },
    { line: 3944, differs: ['in another order'], why: 'what a set always carries stands before what it sets' },
    { line: 4053, isNoSample: true, why: 'two areas of eight corners each; the sample has those of the printed set' },
    { line: 4348, isWrong: true, why: 'values of the video system (line 2842)' },
    { line: 4447, differs: ['-userName=admin', '-password=admin'], why: 'signing in is not of the catalog' },
    { line: 4450, isWrong: true, why: 'the reply of WhiteLedManualControl (line 4402) under a set of WhiteLedAlarmParam' },
    { line: 4498, isWrong: true, why: 'WhiteLampMode is of WhiteLedManualControl (line 4426)' },
    { line: 5582, differs: ['in another order'], why: 'what a set always carries stands before what it sets' },
    {
      line: 3536,
      differs: ['-Type=1'],
      why: 'a second type beside the one of the request; OSDInfoID says the same, and it cannot be changed (line 3576)',
    },
    { line: 5012, differs: ['+cameraID=1'], why: 'the template has it (line 5009)' },
    { line: 5240, isNoSample: true, why: 'eight regions, of which the sample has two' },
    {
      line: 5584,
      differs: ['-scheduleTimeAction=add', '-weekDa y=2', '+scheduleTimeAction=cover', '+weekDay=2'],
      why: 'a whole schedule is sent, so it takes the place of the one there; a blank broke one of the keys',
    },
    {
      line: 5713,
      isNoSample: true,
      odd: [{ kind: 'noEnd', key: 'recordDirInfoBegin' }],
      why: 'the first line is printed twice; the sample is what the printed set leaves',
    },
  ],
}
