import { chapter } from '../chapter.ts'
import { alarmCenter } from './center.ts'
import { diskAlarm, faultAlarm } from './faults.ts'
import { alarmInput, cameraInput } from './inputs.ts'
import { motion, motionAbility, motionOfRecorder } from './motion.ts'
import { alarmOutput, flashingLight } from './outputs.ts'
import { covered, dayNightAlarm, videoLoss } from './picture.ts'

export const alarm = chapter({
  title: 'Alarms',
  settings: [
    ...[motion, motionOfRecorder, motionAbility, covered, videoLoss, dayNightAlarm],
    ...[alarmInput, cameraInput, alarmOutput, flashingLight],
    ...[diskAlarm, faultAlarm, alarmCenter],
  ],
})
