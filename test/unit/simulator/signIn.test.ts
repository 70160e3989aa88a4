import { describe, expect, it } from 'vitest'
import { createAccounts } from '#simulator/sign-in/accounts.ts'
import { profiles } from '#simulator/profiles.ts'
import { splitAccount } from '#simulator/sign-in/guard.ts'
import { virtualDevice } from '#test/support/askVirtual.ts'
import { createManualClock } from '#test/support/manualClock.ts'

const minuteMs = 60_000

describe('an account', () => {
  const wrong = () => false
  const right = () => true
  function anAccount() {
    const clock = createManualClock()
    return { clock, accounts: createAccounts([{ user: 'admin', password: 'right-one1' }], clock) }
  }

  it('fails four times with -508 and is locked at the fifth, for the right password too', () => {
    const { accounts } = anAccount()
    const heard = [1, 2, 3, 4, 5].map(() => accounts.judge('admin', wrong))
    expect([...heard, accounts.judge('admin', right)].map((verdict) => (verdict.ok ? 'ok' : verdict.code))).toEqual([
      -508, -508, -508, -508, -527, -527,
    ])
  })

  it('is locked for 30 min and free after them', () => {
    const { clock, accounts } = anAccount()
    for (let attempt = 0; attempt < 5; attempt += 1) accounts.judge('admin', wrong)
    clock.advance(30 * minuteMs - 1)
    expect(accounts.judge('admin', right)).toEqual({ ok: false, code: -527 })
    clock.advance(1)
    expect(accounts.judge('admin', right)).toEqual({ ok: true, user: 'admin' })
  })

  it('forgets its failures when the right password comes', () => {
    const { accounts } = anAccount()
    for (let round = 0; round < 3; round += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) accounts.judge('admin', wrong)
      expect(accounts.judge('admin', right).ok).toBe(true)
    }
  })

  it('that does not exist is -507, however often', () => {
    const { accounts } = anAccount()
    for (let attempt = 0; attempt < 9; attempt += 1) expect(accounts.judge('root', right)).toEqual({ ok: false, code: -507 })
  })
})

describe('an account in the query', () => {
  it('counts in front only', () => {
    const [user, password, action] = [
      { key: 'userName', value: 'admin' },
      { key: 'PASSWORD', value: 'a=b&c' },
      { key: 'action', value: 'get' },
    ]
    expect(splitAccount([user, password, action])).toEqual({ account: { user: 'admin', password: 'a=b&c' }, rest: [action] })
    expect(splitAccount([action, user, password])).toEqual({ rest: [action, user, password] })
  })
})

describe('the first password', () => {
  const modify = (rest: string) => `action=modify&type=User&${rest}`

  it.each([
    ['-524', 'is too short', 'user=admin&newpasswd=abc1'],
    ['-530', 'is too long', `user=admin&newpasswd=${'a1'.repeat(17)}`],
    ['-523', 'has letters only', 'user=admin&newpasswd=abcdefghij'],
    ['-523', 'has no letter', 'user=admin&newpasswd=1234567890'],
    ['-532', 'is for another account than admin', 'user=root&newpasswd=first-1234'],
    ['-23', 'is missing', 'user=admin'],
  ])('is refused with %s when it %s', (code, _what, rest) => {
    expect(virtualDevice('ipc-new').ask('param', modify(rest))).toBe(`error, Return=${code}`)
  })

  it.each([
    ['a camera', profiles['ipc-new'], 'newpasswd', 'newpassword'],
    ['a recorder', { ...profiles.nvr, isNew: true }, 'newpassword', 'newpasswd'],
  ] as const)('of %s has its own name', (_device, profile, its, other) => {
    expect(virtualDevice(profile).ask('param', modify(`user=admin&${other}=first-1234`))).toBe('error, Return=-23')
    expect(virtualDevice(profile).ask('param', modify(`user=admin&${its}=first-1234`))).toBe('OK')
  })

  it('cannot be set a second time without signing in', () => {
    const { ask } = virtualDevice('ipc-new')
    expect(ask('param', modify('user=admin&newpasswd=first-1234'))).toBe('OK')
    expect(ask('param', modify('user=admin&newpasswd=other-1234'))).toBe('Error,return=-508')
  })
})
