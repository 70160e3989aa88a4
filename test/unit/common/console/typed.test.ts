import { describe, expect, it } from 'vitest'
import { longestTyped, readTyped } from '#common/console/typed.ts'

describe('a typed request', () => {
  it('is read with and without its verb and folder', () => {
    const wanted = {
      program: '/cgi-bin/param.cgi',
      query: [
        { key: 'action', value: 'get' },
        { key: 'type', value: 'dateTime' },
      ],
    }
    for (const text of [
      'param.cgi?action=get&type=dateTime',
      '/cgi-bin/param.cgi?action=get&type=dateTime',
      ' GET  cgi-bin/param.cgi?action=get&type=dateTime \n',
    ])
      expect(readTyped(text)).toEqual(wanted)
  })

  it('may have no query, escaped values and values that hold = and &', () => {
    expect(readTyped('image.cgi')).toEqual({ program: '/cgi-bin/image.cgi', query: [] })
    expect(readTyped('param.cgi?action=set&type=deviceName&name=Gate%20%26%20yard=1')).toMatchObject({
      query: [{ key: 'action' }, { key: 'type' }, { key: 'name', value: 'Gate & yard=1' }],
    })
  })

  it.each([
    ['', 'empty'],
    ['  GET  ', 'notCgi'],
    ['http://192.168.1.5/cgi-bin/param.cgi?action=get', 'host'],
    ['//192.168.1.5/cgi-bin/param.cgi', 'host'],
    ['192.168.1.5/cgi-bin/param.cgi?action=get', 'host'],
    ['admin:secret@camera/cgi-bin/param.cgi', 'host'],
    ['rtsp://camera/', 'host'],
    [String.raw`\\camera\share`, 'host'],
    ['/cgi-bin/../etc/passwd', 'up'],
    ['/cgi-bin/%2e%2e/x.cgi', 'up'],
    ['/etc/passwd', 'notCgi'],
    ['/cgi-bin/sub/param.cgi', 'notCgi'],
    ['action=get&type=dateTime', 'notCgi'],
    ['param.cgi\u0000?action=get', 'control'],
    ['param.cgi?action=get\r\nHost: other', 'control'],
    ['param.cgi?action=get&a=\u2028b', 'control'],
    ['param.cgi?userName=admin&password=x&action=get', 'account'],
    ['param.cgi?Password=x', 'account'],
    ['param.cgi?action=set&type=FTP&password=••••', 'dots'],
    [`param.cgi?action=set&a=${'x'.repeat(longestTyped)}`, 'tooLong'],
    ['x'.repeat(1024 * 1024), 'tooLong'],
  ])('no. %# is refused', (text, problem) => {
    expect(readTyped(text)).toBe(problem)
  })

  it('may name a user whose password is set, after the action', () => {
    expect(readTyped('param.cgi?action=modify&type=User&userName=guest&password=x')).toHaveProperty('program')
  })
})
