import { chapter } from '../chapter.ts'
import { cameraInfo, channelInfo } from './channels.ts'
import { deviceInfo } from './deviceInfo.ts'
import { deviceName } from './deviceName.ts'
import { restart, setFirstPassword, setFirstPasswordOfRecorder } from './operate.ts'

export const device = chapter({
  title: 'Device',
  settings: [deviceInfo, deviceName, cameraInfo, channelInfo],
  actions: [restart, setFirstPassword, setFirstPasswordOfRecorder],
})
