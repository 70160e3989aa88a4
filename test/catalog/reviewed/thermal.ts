import type { ReviewedChapter } from './index.ts'

/** Thermal imaging. */
export const thermal: ReviewedChapter = {
  whole: ['2.6.17'],
  prints: [
    {
      line: 22006,
      isNoSample: true,
      odd: [
        { kind: 'count', key: 'drcModeCount', said: 2, has: 1 },
        { kind: 'count', key: 'ignoreObjectCount', said: 4, has: 5 },
      ],
      why: 'the fifth filter target is 1026575698, which is none: memory the device never filled',
    },
    {
      line: 22483,
      differs: ['-selfAdaptiveEnvironmentTemperature=25', '-OSDFontBor derEnable=false', '+OSDFontBorderEnable=false'],
      why: 'what the camera measured is for reading alone (line 22759); a blank broke the other key',
    },
    { line: 22772, differs: ['-areaID=1'], why: 'optional: without it all areas are asked for (line 22769)' },
    { line: 22999, differs: ['-areaID=0'], why: 'optional: without it all areas are asked for (line 22995)' },
    {
      line: 23065,
      isNoSample: true,
      odd: [{ kind: 'count', key: 'alarmOutActionCount', said: 16, has: 8 }],
      why: 'seven kinds of alarm, of which the sample has two; the count of outputs is printed twice',
    },
    {
      line: 23177,
      differs: [...Array<string>(4).fill('-alarmOutActionCount=2'), 'in another order'],
      why: 'the count is printed twice',
    },
    { line: 23336, isWrong: true, why: 'values of a measuring area; the template has those of masked areas (line 23330)' },
    { line: 23446, differs: ['-st artTime=0', '+startTime=0', 'in another order'], why: 'a blank broke one of the keys' },
  ],
}
