import { decode } from 'dns-packet'
import { describe, expect, it } from 'vitest'
import { encodeResponse } from '#simulator/bonjour/message.ts'
import { type Announcement, recordsOf, repliesTo } from '#simulator/bonjour/records.ts'

const camera: Announcement = {
  instance: 'IPCamera 15:93:56',
  host: 'ipc-159356',
  address: '127.20.0.1',
  port: 80,
  txt: { macaddress: '00:1C:27:15:93:56', deviceid: '159356', model: 'IPV57/41CLDR/Z/13' },
}
const browse = { name: '_http._tcp.local', type: 'PTR' }

describe('a packet', () => {
  it('is read by another decoder as it was meant', () => {
    const { answers = [] } = decode(encodeResponse({ answers: recordsOf(camera) }))
    expect(answers).toMatchObject([
      { name: '_http._tcp.local', type: 'PTR', data: 'IPCamera 15:93:56._http._tcp.local', flush: false },
      { name: 'IPCamera 15:93:56._http._tcp.local', type: 'SRV', data: { target: 'ipc-159356.local', port: 80 }, flush: true },
      {
        type: 'TXT',
        data: ['macaddress=00:1C:27:15:93:56', 'deviceid=159356', 'model=IPV57/41CLDR/Z/13'].map((text) => Buffer.from(text)),
      },
      { name: 'ipc-159356.local', type: 'A', data: '127.20.0.1', ttl: 120 },
    ])
  })

  it('keeps a name with a dot and foreign letters as one label', () => {
    const packet = encodeResponse({ answers: recordsOf({ ...camera, instance: 'Süd 1.2' }) })
    const label = Buffer.from('Süd 1.2')
    expect(packet.includes(Buffer.concat([Buffer.from([label.length]), label, Buffer.from([0xc0])]))).toBe(true)
  })

  it('of five devices stays below 1200 bytes', () => {
    const five = Array.from({ length: 5 }, (_, n) => ({ ...camera, instance: `IPCamera v5.0 15:93:5${n}`, host: `ipc-15935${n}` }))
    expect(encodeResponse({ answers: five.flatMap((one) => recordsOf(one)) }).length).toBeLessThan(1200)
  })

  it('says goodbye with a TTL of 0', () => {
    const { answers = [] } = decode(encodeResponse({ answers: recordsOf(camera, 0) }))
    expect(answers.map((answer) => ('ttl' in answer ? answer.ttl : undefined))).toEqual([0, 0, 0, 0])
  })

  it('repeats id and question for a plain resolver', () => {
    const legacy = { id: 7, question: ['_http', '_tcp', 'local'], questionType: 12 }
    expect(decode(encodeResponse({ answers: recordsOf(camera), legacy }))).toMatchObject({ id: 7, questions: [browse] })
  })

  it('refuses a name of more than 63 bytes', () => {
    expect(() => encodeResponse({ answers: recordsOf({ ...camera, instance: 'ü'.repeat(32) }) })).toThrow(RangeError)
  })
})

describe('a question', () => {
  it('for the service is answered with each device and what one needs to reach it', () => {
    const replies = repliesTo(browse, new Set(), [camera, { ...camera, instance: 'NVR 15:93:57' }])
    expect(replies.map(({ answers, additionals }) => [...answers, ...additionals].map(({ type }) => type))).toEqual([
      ['PTR', 'SRV', 'TXT', 'A'],
      ['PTR', 'SRV', 'TXT', 'A'],
    ])
  })

  it('leaves out what the asker knows', () => {
    expect(repliesTo(browse, new Set(['ipcamera 15:93:56._http._tcp.local']), [camera])).toEqual([])
  })

  it('for one host is answered with its address, whatever the case', () => {
    expect(repliesTo({ name: 'IPC-159356.LOCAL', type: 'A' }, new Set(), [camera])).toMatchObject([
      { answers: [{ address: '127.20.0.1' }] },
    ])
  })

  it('for the kinds of services names ours', () => {
    expect(repliesTo({ name: '_services._dns-sd._udp.local', type: 'PTR' }, new Set(), [camera])).toMatchObject([
      { answers: [{ type: 'PTR', target: ['_http', '_tcp', 'local'] }] },
    ])
  })

  it('about somebody else is not answered', () => {
    expect(repliesTo({ name: 'printer.local', type: 'A' }, new Set(), [camera])).toEqual([])
  })
})
