import { choice, int, optional, text } from '../../schema/make.ts'
import { defineSetting, type ValueIn } from '../../schema/setting.ts'

/** Who the device is. Answered without signing in by IPC and NVR alike, so no password is risked to know it. */
export const deviceInfo = defineSetting({
  id: 'device.info',
  title: 'Device information',
  manual: '2.6.1.1.1',
  request: { cgi: 'param', type: 'deviceInfo', scope: 'device' },
  write: 'none',
  backup: 'identity',
  fields: {
    deviceId: text('Device ID', { key: 'deviceID' }),
    name: optional(text('Name', { key: 'deviceName' })),
    type: optional(choice('Type', { 1: 'camera', 5: 'recorder' }, { key: 'deviceType' })),
    model: optional(text('Model', { key: 'productModel' })), // an NVR has none; its model stands in manufacturerID
    makerId: optional(text('Maker ID', { key: 'manufacturerID' })),
    maker: optional(text('Maker', { key: 'manufacturerName' })),
    mac: optional(text('MAC address', { key: 'MACAddress' })),
    hardware: optional(text('Hardware', { key: 'hardwareVer' })),
    firmware: optional(text('Firmware', { key: 'softwareVer' })),
    channels: optional(int('Channels', { key: 'channelNum', min: 0 })),
    alarmInputs: optional(int('Alarm inputs', { key: 'alarmInNum', min: 0 })),
    alarmOutputs: optional(int('Alarm outputs', { key: 'alarmOutNum', min: 0 })),
    serialPorts: optional(int('Serial ports', { key: 'RS485Num', min: 0 })),
    uboot: optional(text('U-Boot', { key: 'ubootVersion', alsoRead: ['ubootVer'] })), // NVR: ubootVer
    kernel: optional(text('Kernel', { key: 'kerneVersion', alsoRead: ['kernelVer', 'kernelVersion'] })), // kerneVersion is the interface, manual line 1788
    cards: optional(int('Network cards', { key: 'networkCardNum', min: 0 })),
    serial: optional(text('Serial number', { key: 'sn', series: ['nvr'] })),
    disks: optional(int('Disks', { key: 'hddNum', series: ['nvr'] })),
    audioInputs: optional(int('Audio inputs', { key: 'audioInNum', series: ['nvr'] })),
    audioOutputs: optional(int('Audio outputs', { key: 'audioOutNum', series: ['nvr'] })),
  },
  sample: {
    deviceId: '159356',
    name: '',
    type: 'camera',
    model: 'IPV57/41CLDR/Z/13',
    makerId: '003',
    maker: 'IPCamera',
    mac: '00:1C:27:15:93:56',
    hardware: 'V060101_1',
    firmware: 'v3.5.0804.1003.3.0.27.4.0',
    channels: 1,
    alarmInputs: 1,
    alarmOutputs: 1,
    serialPorts: 0,
    uboot: 'v1.0_20221109',
    kernel: 'v1.0_20221122',
    cards: 1,
  },
})

export type DeviceInfo = ValueIn<typeof deviceInfo>
