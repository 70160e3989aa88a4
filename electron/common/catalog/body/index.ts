import { chapter } from '../chapter.ts'
import { highAlarm, lowAlarm, normalAlarm } from './alarms.ts'
import { calibration, mapping, metrology } from './calibration.ts'
import { bodyMeasuring } from './measuring.ts'
import { endUpload, upload } from './upload.ts'

export const body = chapter({
  title: 'Body temperature',
  settings: [bodyMeasuring, highAlarm, normalAlarm, lowAlarm, mapping, calibration, metrology, upload],
  actions: [endUpload],
})
