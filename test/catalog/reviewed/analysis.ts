import type { Reviewed, ReviewedChapter } from './index.ts'

/** Examples without a channel, of requests about one: a device with several lenses, and a recorder, must be told which (line 18500). */
const withoutChannel = [14242, 17585, 27050, 14545, 14835, 15630, 16740, 18227, 18545, 18836, 19113, 19154, 19445, 19728, 20642, 21198].map(
  (line): Reviewed => ({ line, differs: ['+cameraID=1'], why: 'the channel is named always' }),
)

/** Every analysis of the picture. */
export const analysis: ReviewedChapter = {
  whole: ['2.6.14', '2.6.15', '2.6.21'],
  prints: [
    ...withoutChannel,
    {
      line: 13460,
      odd: [{ kind: 'count', key: 'intelligenceAnalyseCount', said: 11, has: 10 }],
      why: 'counts eleven and prints ten',
    },
    { line: 13855, odd: [{ kind: 'count', key: 'pointCount', said: 3, has: 2 }], why: 'the second of three points is left out' },
    {
      line: 15154,
      differs: [
        '-isGetDetail=false',
        '-multiTripWireRegionParamBegin=1',
        '-targetTypeConstrain=false',
        '-targetType=1',
        '-targetSizeConstrain=false',
        '-minTargetSize=1000',
        '-maxTargetSize=0',
        '-timeInterval=5',
        '-triggerDirection1=1',
        '-triggerDirection2=1',
        '-LineCross1=1',
        '-LineCross2=2',
        '-multiTripWireRegionParamEnd=1',
        '-startTime1=21600',
        '-endTime1=48600',
        '+weekDayCount=1',
        '+startTime=21600',
        '+endTime=48600',
      ],
      why: 'words of another firmware, which neither the reply (line 15115) nor the table (line 15162) has',
    },
    { line: 15524, differs: ['-point Count=3', '+pointCount=3'], why: 'a space inside the key' },
    { line: 16367, differs: ['-next _pointURL=2', '+next_pointURL=2'], why: 'a space inside the key' },
    { line: 16499, differs: ['in another order'], why: 'draw stands after the linkages; in all other analyses before them' },
    { line: 16635, differs: ['-pointC ount=3', '+pointCount=3'], why: 'a space inside the key' },
    { line: 17396, isWrong: true, why: 'the reply of wrong direction, line 17017, word for word: converseAngle and no minLeftTime' },
    {
      line: 18167,
      differs: ['-type=statisticsInfo', '+type=getStatisticsInfo'],
      why: 'another name than the template has (line 18160); get and set of the settings begin with get and set as well',
    },
    { line: 20404, isNoSample: true, why: 'a map of 1536 characters, of which the sample has the beginning' },
    { line: 20564, differs: ['in another order'], why: 'what makes a list replace the one there stands before it, here at the end' },
    { line: 20885, isWrong: true, why: 'the reply of wrong direction, line 17017, word for word: converseAngle' },
    {
      line: 27053,
      odd: [{ kind: 'twice', key: 'SnapPictureMode' }],
      unclaimed: [{ key: 'SnapPictureMode', value: '1' }],
      reprints: ['-fullbodyminpixelwidth=', '-snappicturemode=1'],
      why: 'replies of a camera and of a recorder printed as one: the way to take pictures twice, a width without a value',
    },
    {
      line: 27126,
      differs: ['-SnapPictureMode=1', '-FirmwareVer=v1.0.0_20210708', '+cameraID=1', 'in another order'],
      why: "the way to take pictures twice; the version is the device's own; the channel is named always",
    },
  ],
}
