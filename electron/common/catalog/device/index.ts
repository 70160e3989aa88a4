import { chapter } from '../chapter.ts'
import { cameraInfo, channelInfo } from './channels.ts'
import { deviceInfo } from './deviceInfo.ts'
import { deviceName } from './deviceName.ts'
import { faceDetection } from './faceDetection.ts'
import { restart, setFirstPassword, setFirstPasswordOfRecorder } from './operate.ts'
import { domeId, ptzTimer } from './ptz.ts'
import { basicSettings, multiCamera, multiCameraAbility, security, systemParam, videoSystem, videoSystemAbility } from './system.ts'

export const device = chapter({
  title: 'Device',
  settings: [
    deviceInfo,
    deviceName,
    cameraInfo,
    channelInfo,
    systemParam,
    basicSettings,
    security,
    videoSystem,
    videoSystemAbility,
    multiCamera,
    multiCameraAbility,
    domeId,
    ptzTimer,
    faceDetection,
  ],
  actions: [restart, setFirstPassword, setFirstPasswordOfRecorder],
})
