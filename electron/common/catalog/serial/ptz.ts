import { choice, flag, int, list } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'
import { cameras } from '../shared/lines.ts'

const ports = { 1: 'COM1', 2: 'COM2', 3: 'COM3' } as const
const stopBits = { 0: '1', 1: '1.5', 2: '2' } as const
const parities = { 0: 'None', 1: 'Odd', 2: 'Even', 3: 'Mark', 4: 'Space' } as const
const baudRates = {
  300: '300 baud',
  1200: '1200 baud',
  2400: '2400 baud',
  4800: '4800 baud',
  9600: '9600 baud',
  19200: '19200 baud',
  38400: '38400 baud',
  57600: '57600 baud',
  115200: '115200 baud',
} as const

const able = (options: string) => ({ limitedBy: { ability: 'serial.ptzAbility', options } })

/** How the serial line is spoken; the same for the PTZ and its keyboard (manual lines 9460 and 9588). */
const line = {
  baudRate: choice('Speed', baudRates, { key: 'baudRate', ...able('baudRates.baudRate') }),
  dataBits: int('Data bits', { key: 'dataBits', min: 4, max: 8, ...able('dataBits.dataBits') }),
  stopBits: choice('Stop bits', stopBits, { key: 'stopBits', ...able('stopBits.stopBits') }),
  parity: choice('Parity', parities, { key: 'parity', ...able('parities.parity') }),
} as const

/** Serial ports and what they can speak. The next marks lack the `ptz` of the others (manual line 9204). */
export const ptzAbility = defineSetting({
  id: 'serial.ptzAbility',
  title: 'Serial ports for PTZ',
  manual: '2.6.10.1.1',
  request: { cgi: 'param', type: 'ptzDeviceAbility', scope: 'device' },
  write: 'none',
  backup: 'record-only',
  fields: {
    ports: list('Ports', 'ptzSerialPort', {
      markers: { next: 'next_SerialPortURL' },
      endValue: 'one',
      item: { port: choice('Port', ports, { key: 'ptzSerialPort' }) },
    }),
    baudRates: list('Speeds', 'ptzBaudRate', {
      markers: { next: 'next_BaudRateURL' },
      endValue: 'one',
      item: { baudRate: choice('Speed', baudRates, { key: 'ptzBaudRate' }) },
    }),
    dataBits: list('Data bits', 'ptzDataBit', {
      markers: { next: 'next_DataBitURL' },
      endValue: 'one',
      item: { dataBits: int('Data bits', { key: 'ptzDataBit' }) },
    }),
    stopBits: list('Stop bits', 'ptzStopBit', {
      markers: { next: 'next_StopBitURL' },
      endValue: 'one',
      item: { stopBits: choice('Stop bits', stopBits, { key: 'ptzStopBit' }) },
    }),
    parities: list('Parities', 'ptzParity', {
      markers: { next: 'next_ParityURL' },
      endValue: 'one',
      item: { parity: choice('Parity', parities, { key: 'ptzParity' }) },
    }),
  },
  sample: {
    ports: [{ port: 'COM1' }],
    baudRates: Object.values(baudRates).map((baudRate) => ({ baudRate })),
    dataBits: [{ dataBits: 4 }, { dataBits: 5 }, { dataBits: 6 }, { dataBits: 7 }, { dataBits: 8 }],
    stopBits: [{ stopBits: '1' }, { stopBits: '1.5' }, { stopBits: '2' }],
    parities: [{ parity: 'None' }, { parity: 'Odd' }, { parity: 'Even' }, { parity: 'Mark' }, { parity: 'Space' }],
  },
})

/** A pan-tilt head on the serial line of a channel. The kind of camera is its own and cannot be set (manual line 9476). */
export const externalPtz = defineSetting({
  id: 'serial.ptz',
  title: 'External PTZ',
  manual: '2.6.10.1',
  request: { cgi: 'param', type: 'PTZ', scope: 'channel' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    heads: list('PTZ', 'PTZ', {
      max: 1, // "can only be 1", line 9449
      item: {
        kind: choice('Kind', { 0: 'Fixed camera', 1: 'Speed dome' }, { key: 'PTZType', readOnly: true }),
        enabled: flag('PTZ', { key: 'PTZEnableFlag' }),
        address: int('Device address', { key: 'PTZDeviceID', min: 0, max: 255 }), // bounds are ours: one byte in both protocols
        port: choice('Serial port', ports, { key: 'comID', ...able('ports.port') }),
        protocol: choice('Protocol', { 0: 'Pelco-D', 1: 'Pelco-P' }, { key: 'PTZProtocol' }),
        ...line,
      },
    }),
  },
  sample: {
    heads: [
      {
        kind: 'Fixed camera',
        enabled: false,
        address: 1,
        port: 'COM1',
        protocol: 'Pelco-D',
        baudRate: '115200 baud',
        dataBits: 8,
        stopBits: '1',
        parity: 'Mark',
      },
    ],
  },
})

/** The keyboard that steers it. The type is printed with a space wherever it stands (manual lines 9542 and 9548), which we take for damage. */
export const ptzKeyboard = defineSetting({
  id: 'serial.ptzKeyboard',
  title: 'PTZ keyboard',
  manual: '2.6.10.2',
  request: { cgi: 'param', type: 'PTZKeyboard', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: cameras,
  fields: {
    enabled: flag('PTZ keyboard', { key: 'enableFlag' }),
    interface: choice('Interface', { 1: 'RS-485' }, { key: 'interfaceType' }),
    port: choice('Serial port', ports, { key: 'comID', ...able('ports.port') }),
    ...line,
  },
  sample: {
    enabled: true,
    interface: 'RS-485',
    port: 'COM2',
    baudRate: '1200 baud',
    dataBits: 8,
    stopBits: '1.5',
    parity: 'Space',
  },
})
