import { describe, expect, it } from 'vitest'
import { deviceInfo, type DeviceInfo } from '#common/catalog/device/deviceInfo.ts'
import { identityOf } from '#common/device/identity.ts'

function info(more: Partial<DeviceInfo>): DeviceInfo {
  return { deviceId: '1', ...more }
}

describe('who a device is', () => {
  it('is read from the reply printed in manual 2.6.1.1.1', () => {
    expect(identityOf(deviceInfo.sample)).toEqual({
      deviceId: '159356',
      mac: '00:1C:27:15:93:56',
      name: '',
      model: 'IPV57/41CLDR/Z/13',
      firmware: 'v3.5.0804.1003.3.0.27.4.0',
      hardware: 'V060101_1',
      maker: 'IPCamera',
      series: 'ipc',
      channels: 1,
      cards: 1,
    })
  })

  it('takes the model of a recorder from manufacturerID, where NVR3908E2 firmware 4.7.1625 keeps it', () => {
    const { model, series, channels } = identityOf(info({ type: 'recorder', makerId: 'NVR3908E2', channels: 8, disks: 1 }))
    expect({ model, series, channels }).toEqual({ model: 'NVR3908E2', series: 'nvr', channels: 8 })
  })

  it('takes no number for a model', () => {
    expect(identityOf(info({ makerId: '003' })).model).toBe('')
  })

  it.each([
    ['IPV57/41CLDR/Z/13', 'ipc'],
    ['IPR57/20UKDN/Z/13', 'ipc'],
    ['SN-Q204M-B', 'ipc-lite'],
    ['SN-IPP8085QAS', 'fisheye'],
    ['SN-NVR3916E2', 'nvr'],
    ['IPT57/41TLDR/Z/13', 'thermal'],
    ['Body Thermal 5', 'body-thermal'],
    ['SN-LPR8040', 'lpr'],
    ['SN-FE6012', 'fisheye'],
    ['SN-IPS57/33', 'ptz'],
    ['IPC Lite 204', 'ipc-lite'],
    ['', 'ipc'],
  ])('guesses the line of %s as %s', (model, series) => {
    expect(identityOf(info({ type: 'camera', model })).series).toBe(series)
  })

  it('leaves what the device does not say empty, with one channel and one card', () => {
    expect(identityOf(info({}))).toEqual({
      deviceId: '1',
      mac: '',
      name: '',
      model: '',
      firmware: '',
      hardware: '',
      maker: '',
      series: 'ipc',
      channels: 1,
      cards: 1,
    })
  })
})
