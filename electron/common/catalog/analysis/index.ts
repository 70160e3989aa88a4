import { chapter } from '../chapter.ts'
import { advanced, advancedAbility, heatMap } from './advanced.ts'
import { areaEntered, areaEnteredAbility, areaLeft, areaLeftAbility } from './area.ts'
import { peopleCounted, peopleCounting, peopleCountingAbility } from './counting.ts'
import { fence } from './fence.ts'
import { fireSpot } from './fireSpot.ts'
import { groupLoitering, groupLoiteringAbility, loitering } from './loitering.ts'
import { multiTarget } from './multiTarget.ts'
import { multiTargetAbility } from './multiTargetAbility.ts'
import { abnormalSpeed, illegalParking, wrongDirection, wrongDirectionAbility } from './movement.ts'
import { objectLeft, objectRemoved } from './objects.ts'
import { perimeter, perimeterAbility } from './perimeter.ts'
import { safetyHelmet, safetyHelmetAbility, safetyVest, safetyVestAbility } from './safety.ts'
import { signalFault } from './signalFault.ts'
import { smartMotion, smartMotionAbility } from './smartMotion.ts'
import { fireSmoke, fireSmokeAbility, fireSpotAbility, smoking, smokingAbility } from './smoke.ts'
import { supportedAbility } from './supported.ts'
import { doubleTripwire, doubleTripwireAbility, tripwire, tripwireAbility } from './tripwire.ts'

export const analysis = chapter({
  title: 'Analysis',
  settings: [
    ...[supportedAbility, perimeter, perimeterAbility],
    ...[tripwire, tripwireAbility, doubleTripwire, doubleTripwireAbility],
    ...[areaEntered, areaEnteredAbility, areaLeft, areaLeftAbility],
    ...[smartMotion, smartMotionAbility, loitering, groupLoitering, groupLoiteringAbility],
    ...[objectLeft, objectRemoved, abnormalSpeed, wrongDirection, wrongDirectionAbility, illegalParking, signalFault],
    ...[safetyHelmet, safetyHelmetAbility, safetyVest, safetyVestAbility],
    ...[smoking, smokingAbility, fireSmoke, fireSmokeAbility, fireSpot, fireSpotAbility],
    ...[multiTarget, multiTargetAbility, peopleCounting, peopleCountingAbility, heatMap, fence, advanced, advancedAbility],
  ],
  actions: [peopleCounted],
})
