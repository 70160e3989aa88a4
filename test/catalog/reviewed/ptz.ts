import type { ReviewedChapter } from './index.ts'

const signIn = ['-userName=admin', '-password=admin']
const notOurs = 'signing in is not of the catalog'
const order = 'action stands before cameraID in every other program, and here as often as not (line 918)'

/** PTZ. */
export const ptz: ReviewedChapter = {
  whole: ['2.5'],
  tabled: { 'ptz.goHome': 780, 'ptz.stopTour': 750 },
  prints: [
    { line: 865, differs: [...signIn, 'in another order'], why: `${notOurs}; ${order}` },
    ...[879, 931, 945, 958, 1041, 1067, 1141, 1154, 1167, 1524, 1741].map((line) => ({ line, differs: ['in another order'], why: order })),
    { line: 1054, differs: ['-cameraID=1', 'in another order'], why: 'cameraID is printed twice' },
    { line: 1394, differs: signIn, why: notOurs },
    { line: 1458, differs: ['in another order'], why: 'cameraID stands before the parameters in the template (line 1451)' },
    { line: 1554, differs: ['in another order'], why: 'cameraID stands before the parameters in the template (line 1548)' },
    ...[1610, 1623, 1648, 1661, 1716].map((line) => ({
      line,
      differs: ['+cameraID=1', 'in another order'],
      why: 'the template has cameraID, as the general parameters of the program want (lines 632 and 1604)',
    })),
    {
      line: 1593,
      unclaimed: [
        { key: 'Tiltmax', value: '100' },
        { key: 'Zoom', value: '0' },
      ],
      odd: [
        { kind: 'twice', key: 'Tiltmax' },
        { kind: 'twice', key: 'Zoom' },
      ],
      reprints: ['-tiltmax=100', '-zoom=0', '-zoom=90', '+zoommax=90'],
      isNoSample: true,
      why: 'two names are printed twice, of which the later pair counts; the sample has what they would be',
    },
  ],
}
