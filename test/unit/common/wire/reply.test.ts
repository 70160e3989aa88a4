import { fc } from '#test/support/properties.ts'
import { describe, expect, it } from 'vitest'
import { readReply } from '#common/wire/reply.ts'
import { WireError } from '#common/wire/wireError.ts'

describe('a reply', () => {
  it.each([
    ['error, Return=-508', -508], // manual 1.4.1
    ['Error,return=-402', -402], // seen on an IPC, firmware 5.0.1621
    ['  ERROR ,  RETURN = -23\r\n', -23],
    ['error return=-8', -8],
    ['Error,return=-508\nmore', -508],
  ])('%j is an error', (body, code) => {
    expect(readReply(body)).toEqual({ kind: 'error', code })
  })

  it.each([
    ['OK', ''],
    ['Ok\r\n', ''],
    ['ok', ''],
    ['OK prot: 32768', 'prot: 32768'], // manual line 30128
    ['OK port:32768', 'port:32768'], // manual line 30134
  ])('%j is an OK', (body, note) => {
    expect(readReply(body)).toEqual({ kind: 'ok', note })
  })

  it.each([
    'Not Find AlarmInfo', // both devices seen say so when there is nothing to report
    'The ntp test success!!', // manual line 9818
    'rtsp://192.168.1.121:554/snl/live/1/1', // manual line 194
    'rtsp://192.168.1.121:554/snl/live/1/1/a1b2=-c3d4=', // the tail of a device's answer
  ])('%j is text', (text) => {
    expect(readReply(`${text}\r\n`)).toEqual({ kind: 'text', text })
  })

  it('with an = in it is pairs, in whatever order', () => {
    expect(readReply('enable=0')).toEqual({ kind: 'pairs', pairs: [{ key: 'enable', value: '0' }] })
    expect(readReply('PlateBegin\nUID=4\nPlateEnd').kind).toBe('pairs')
  })

  it('whose value merely speaks of an error is no error', () => {
    expect(readReply('deviceName=error, Return=-508').kind).toBe('pairs')
  })

  it.each([
    ['', 'empty'],
    [' \r\n\t', 'empty'],
    ['\uFEFF', 'empty'],
    ['<!DOCTYPE html><html><body>login=1</body></html>', 'html'],
    ['\n<HTML>\n<form action="?a=b">', 'html'],
    ['<?xml version="1.0"?>', 'html'],
  ])('%j is refused as %s', (body, problem) => {
    expect(() => readReply(body)).toThrow(expect.objectContaining({ name: 'WireError', problem }))
  })

  it('of any text is sorted or refused with a WireError', () => {
    const start = fc.constantFrom('', 'error', 'error, Return=', 'OK', '<html', 'rtsp://', '\uFEFF', 'a=')
    const holds = fc.property(start, fc.string({ unit: 'binary' }), (head, tail) => {
      try {
        expect(['ok', 'error', 'pairs', 'text']).toContain(readReply(head + tail).kind)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(WireError)
      }
    })
    fc.assert(holds, { numRuns: 500 })
  })
})
