import { describe, expect, it } from 'vitest'
import { list, numbered, text } from '#common/schema/make.ts'
import { veil, veilPairs, veilText } from '#common/schema/veil.ts'

const fields = {
  user: text('User'),
  password: text('Password', { key: 'passwd', alsoRead: ['pwd'], secret: true }),
  mails: numbered('Mail', { item: { box: text('Box', { key: 'box{n}' }), pin: text('PIN', { key: 'pin{n}', secret: true }) } }),
  accounts: list('Account', 'account', { item: { key: text('Key', { secret: true }) } }),
}

describe('what of a setting may be shown', () => {
  it('has no secret in it, wherever one stands', () => {
    const value = { user: 'admin', password: 'geheim', mails: [{ box: 'a', pin: '1234' }], accounts: [{ key: 'k' }] }
    expect(veil(fields, value)).toEqual({ user: 'admin', password: '', mails: [{ box: 'a', pin: '' }], accounts: [{ key: '' }] })
  })

  it('says that there is none where the device sent none', () => {
    expect(veil(fields, { user: 'admin', password: '' })).toEqual({ user: 'admin', password: '' })
  })

  it.each(['passwd=geheim', 'PassWd = geheim', 'pwd=geheim=1', 'pin2=geheim', 'key=geheim'])('hides the value of %s', (line) => {
    const shown = veilText(fields, `user=geheim\r\n${line}\r\nend=1`)
    expect(shown).toBe(`user=geheim\r\n${line.slice(0, line.indexOf('='))}=••••\r\nend=1`)
  })

  it('keeps an empty secret and keys that only begin like one', () => {
    expect(veilText(fields, 'passwd=\npasswdLength=8\npinx=1')).toBe('passwd=\npasswdLength=8\npinx=1')
  })

  it('is the same of what would be sent', () => {
    const sent = [
      { key: 'user', value: 'admin' },
      { key: 'passwd', value: 'geheim' },
      { key: 'pin1', value: '' },
    ]
    expect(veilPairs(fields, sent).map(({ value }) => value)).toEqual(['admin', '••••', ''])
  })
})
