import type { ReviewedChapter } from './index.ts'

/** What these sets have besides what is printed: without the words the lists would be added to those there (lines 6612 and 7093). */
const [schedule, linkages] = ['+scheduleTimeAction=cover', '+AlarmLinkageParam=cover']

/** Alarms and privacy masks. */
export const alarm: ReviewedChapter = {
  whole: ['2.4', '2.6.4', '2.6.5', '2.6.6', '2.6.7', '2.6.8', '2.6.9', '2.6.22'],
  prints: [
    { line: 6458, differs: [schedule], why: 'a whole schedule is sent, so it takes the place of the one there' },
    {
      line: 6965,
      differs: ['-next_ weekDayURL=2', schedule, '+weekDayCount=4', '+next_weekDayURL=2', linkages, '+AlarmLinkageCount=3'],
      why: 'whole lists are sent; their counts are in the table (lines 7000 and 7086); a blank broke one of the keys',
    },
    { line: 7158, differs: [linkages, '+AlarmLinkageCount=1'], why: 'whole lists are sent; the count is in the table (line 7238)' },
    { line: 7339, differs: [linkages, '+AlarmLinkageCount=2'], why: 'whole lists are sent; the count is in the table (line 7426)' },
    {
      line: 7505,
      unclaimed: [{ key: 'AlarmLinkageEnd', value: '2' }],
      reprints: ['-alarmlinkageend=2'],
      why: 'the end of a list that does not begin, and that the table does not have',
    },
    { line: 7525, differs: [schedule, '+weekDayCount=2'], why: 'whole lists are sent; the count is in the table (line 7543)' },
    {
      line: 7631,
      differs: ['-alarm.cgi', '+param.cgi', '-AlarmLinkageCount=3', '+AlarmLinkageCount=2', schedule, '+weekDayCount=2'],
      why: 'the template and the get have param.cgi (line 7625); it counts three linkages and has two; whole lists are sent',
    },
    {
      line: 7828,
      differs: [schedule, '+weekDayCount=7', linkages, '+AlarmLinkageCount=4', 'in another order'],
      why: 'whole lists are sent; the channel stands in front, as in the template (line 7822)',
    },
    {
      line: 8072,
      differs: ['-AlarmLinkageCount=3', '+AlarmLinkageCount=2', '+weekDayCount=2', 'in another order'],
      why: 'it counts three linkages and has two; what makes a list replace stands before the list, here after its count or its Begin',
    },
    { line: 8246, differs: [schedule], why: 'a whole schedule is sent, so it takes the place of the one there' },
    { line: 8455, differs: ['+cameraID=1'], why: 'the channel is in the table (line 8470)' },
    {
      line: 8522,
      differs: ['-areaParamAction=add', '+areaParamAction=cover'],
      why: 'whole lists are sent, so they take the place of those there; add is what a set without the word does (line 8622)',
    },
    { line: 8637, isNoSample: true, why: 'fourteen sounds and seven days, of which the sample has two each' },
    {
      line: 8866,
      differs: [
        ...['-next_weekDayURL=1', schedule, '+weekDayCount=4', '+next_weekDayURL=4'],
        ...[linkages, '+AlarmLinkageCount=3', 'in another order'],
      ],
      why: 'whole lists are sent, their counts are in the table (lines 8899 and 9008); one of the next marks is 1 and stands for 4',
    },
    { line: 9081, differs: ['in another order'], why: 'it has the kind of a linkage before its number, the others of the manual after it' },
  ],
}
