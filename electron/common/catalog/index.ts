import type { AnyAction, AnyFeed } from '../schema/action.ts'
import type { AnySetting } from '../schema/setting.ts'
import { cameraInfo, channelInfo } from './device/channels.ts'
import { deviceInfo } from './device/deviceInfo.ts'
import { deviceName } from './device/deviceName.ts'
import { restart, setFirstPassword, setFirstPasswordOfRecorder } from './device/operate.ts'
import { bonjourService } from './network/bonjourService.ts'
import { devicePort } from './network/devicePort.ts'
import { localNetwork, localNetwork6 } from './network/localNetwork.ts'
import { avStream, streamAbility } from './stream/avStream.ts'
import { httpVideo, rtspUrl, snapshot, snapshotOfStream } from './stream/live.ts'
import { dateTime } from './time/dateTime.ts'
import { ntp, ntpTest } from './time/ntp.ts'
import { timeZone, timeZoneAbility } from './time/timeZone.ts'

export const settings: readonly AnySetting[] = Object.freeze([
  deviceInfo,
  deviceName,
  cameraInfo,
  channelInfo,
  localNetwork,
  localNetwork6,
  devicePort,
  bonjourService,
  dateTime,
  timeZoneAbility,
  timeZone,
  ntp,
  avStream,
  streamAbility,
])

export const actions: readonly AnyAction[] = Object.freeze([
  restart,
  setFirstPassword,
  setFirstPasswordOfRecorder,
  ntpTest,
  rtspUrl,
  snapshot,
  snapshotOfStream,
])

export const feeds: readonly AnyFeed[] = Object.freeze([httpVideo])

const byId = new Map(settings.map((setting) => [setting.id, setting]))

/** The setting of an id, `undefined` for ids the catalog does not have. */
export function findSetting(id: string): AnySetting | undefined {
  return byId.get(id)
}
