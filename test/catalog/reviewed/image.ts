import type { ReviewedChapter } from './index.ts'

/** Picture and lens. */
export const image: ReviewedChapter = {
  whole: ['2.8'],
  prints: [
    { line: 28084, differs: ['+schemeID=1'], why: 'the description of it speaks of schemeID (line 28081), and the set has it' },
    { line: 28181, differs: ['in another order'], why: 'cameraID stands first in every other set' },
    { line: 28591, isWrong: true, why: 'values of the white balance (line 29643)' },
    { line: 28593, differs: ['-type=exposure', '+type=Exposure'], why: 'types are not case sensitive (manual 2.1.2)' },
    { line: 28799, differs: ['-schemeID=1'], why: 'neither the template (line 28792) nor the get has it' },
    { line: 29048, differs: ['+cameraID=1'], why: 'the set has it (line 29066)' },
    { line: 29336, differs: ['in another order'], why: 'schemeID stands behind cameraID in the get (line 29315) and in every other set' },
    {
      line: 29396,
      isNoSample: true,
      why: 'two of three are on that cannot be on together (line 29412); the sample is what the printed set leaves',
    },
    { line: 29687, isWrong: true, why: 'the reply of the white balance (line 29630)' },
    { line: 29836, isNoSample: true, why: '18 shutter times, of which the sample has two' },
  ],
}
