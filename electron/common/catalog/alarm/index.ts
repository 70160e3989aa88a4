import { chapter } from '../chapter.ts'
import { alarmCenter } from './center.ts'
import { diskAlarm, faultAlarm } from './faults.ts'
import { alarmInput, cameraInput } from './inputs.ts'
import { messagePush, networkAlarm } from './network.ts'
import { motion, motionAbility, motionOfRecorder } from './motion.ts'
import { alarmOutput, flashingLight } from './outputs.ts'
import { alarmService, alarmServiceOfLite, testService } from './service.ts'
import { alarmSounds, soundChange } from './sound.ts'
import { alarmFeed, alarmsNow, manualAlarm, switchOutput } from './status.ts'
import { covered, dayNightAlarm, videoLoss } from './picture.ts'

export const alarm = chapter({
  title: 'Alarms',
  settings: [
    ...[motion, motionOfRecorder, motionAbility, covered, videoLoss, dayNightAlarm],
    ...[alarmInput, cameraInput, alarmOutput, flashingLight],
    ...[soundChange, alarmSounds, diskAlarm, faultAlarm, networkAlarm],
    ...[alarmCenter, alarmService, alarmServiceOfLite, messagePush, alarmsNow],
  ],
  actions: [manualAlarm, switchOutput, testService],
  feeds: [alarmFeed],
})
