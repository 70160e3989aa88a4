import { chapter } from '../chapter.ts'
import { alarmCenter } from './center.ts'
import { motion, motionAbility, motionOfRecorder } from './motion.ts'
import { alarmOutput } from './outputs.ts'

export const alarm = chapter({
  title: 'Alarms',
  settings: [motion, motionOfRecorder, motionAbility, alarmOutput, alarmCenter],
})
