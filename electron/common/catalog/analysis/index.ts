import { chapter } from '../chapter.ts'
import { fireSpot } from './fireSpot.ts'
import { fireSmoke, fireSmokeAbility, fireSpotAbility, smoking, smokingAbility } from './smoke.ts'
import { supportedAbility } from './supported.ts'

export const analysis = chapter({
  title: 'Analysis',
  settings: [supportedAbility, smoking, smokingAbility, fireSmoke, fireSmokeAbility, fireSpot, fireSpotAbility],
})
