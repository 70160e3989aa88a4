import type { DeviceInfo } from '../catalog/device/deviceInfo.ts'
import type { DeviceIdentity } from './device.ts'
import type { Series } from './series.ts'

/**
 * Product line by model name, first match wins; a camera that matches none is an IPC.
 *
 * A guess, and no more than that: no request tells the line. Certain are IPV57 and IPR57 (IPC, manual 2.6.1.1.1, 2.6.1.5.1),
 * and NVR3908E2 (recorder). SN-IPP8085QAS is a panoramic camera. SN-Q204M-B has firmware t4.4 beside the v3.5 of the IPCs in
 * manual 2.6.1.5.1, so its kind is taken for the lite series. The rest are words and letters such names are built from. The
 * line decides only on which program a few requests go out and what is offered first.
 */
const linesByName: readonly (readonly [RegExp, Series])[] = [
  [/\bNVR|recorder/i, 'nvr'],
  [/LPR|ANPR|licen[cs]e|plate/i, 'lpr'],
  [/body|fever/i, 'body-thermal'],
  [/therm|\b(?:IPT|TP[A-Z])\w*\d/i, 'thermal'],
  [/fish|\b(?:IPP|FE)\w*\d/i, 'fisheye'],
  [/PTZ|speed|\bIPS\w*\d/i, 'ptz'],
  [/lite|\bSN-Q\d/i, 'ipc-lite'],
]

/** Who a device is, from what it says without signing in (manual 2.6.1.1). */
export function identityOf(info: DeviceInfo): DeviceIdentity {
  const model = modelOf(info)
  return {
    deviceId: info.deviceId,
    mac: info.mac ?? '',
    name: info.name ?? '',
    model,
    firmware: info.firmware ?? '',
    hardware: info.hardware ?? '',
    maker: info.maker ?? '',
    series: seriesOf(info, model),
    channels: info.channels ?? 1,
    cards: info.cards ?? 1,
  }
}

/** A recorder sends no productModel: its model stands in manufacturerID (NVR3908E2, firmware 4.7.1625). */
function modelOf({ model = '', makerId = '' }: DeviceInfo): string {
  return model === '' && /[a-z]/i.test(makerId) ? makerId : model
}

function seriesOf({ type, model: sentModel = '', disks }: DeviceInfo, model: string): Series {
  if (type === 'recorder') return 'nvr'
  const line = linesByName.find(([name]) => name.test(model))?.[1]
  if (line !== undefined) return line
  return sentModel === '' && disks !== undefined ? 'nvr' : 'ipc'
}
