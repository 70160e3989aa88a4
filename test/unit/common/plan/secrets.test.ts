import { describe, expect, it } from 'vitest'
import type { Plan } from '#common/plan/plan.ts'
import { withoutSecrets } from '#common/plan/secrets.ts'
import { int, list, text } from '#common/schema/make.ts'
import { type AnySetting, defineSetting } from '#common/schema/setting.ts'

/** A setting as none of the catalog is yet: with a password in the record and one in each item of its list. */
const mail: AnySetting = defineSetting({
  id: 'test.mail',
  title: 'Mail',
  manual: '0',
  request: { cgi: 'param', type: 'mail', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  fields: {
    server: text('Server'),
    port: int('Port'),
    password: text('Password', { secret: true }),
    boxes: list('Box', 'box', {
      markers: { count: null, begin: ['boxBegin'], next: ['boxNext'], end: ['boxEnd'] },
      item: { name: text('Name'), key: text('Key', { secret: true }) },
    }),
  },
  sample: { server: 'a', port: 25, password: 'x', boxes: [] },
})

const find = (id: string) => (id === mail.id ? mail : undefined)

function planOf(before: object, after: object): Plan {
  return {
    device: '001c27159356',
    kind: 'settings',
    changes: [{ setting: mail.id, target: {}, before: { ...before }, after: { ...after } }],
  }
}

const had = { server: 'a', port: 25, password: 'Rechts&Geheim=1', boxes: [{ name: 'one', key: 'Rechts&Geheim=2' }] }

describe('a plan as the journal keeps it', () => {
  it('has no password, before or after, in the record or in a list, and everything else', () => {
    const after = { ...had, port: 465, password: 'Falsch&Geheim=3', boxes: [{ name: 'one', key: 'Falsch&Geheim=4' }] }
    const { plan, withheld } = withoutSecrets(planOf(had, after), find)
    expect(JSON.stringify(plan)).not.toContain('Geheim')
    expect(plan.changes).toEqual([
      {
        setting: mail.id,
        target: {},
        before: { server: 'a', port: 25, boxes: [{ name: 'one' }] },
        after: { server: 'a', port: 465, boxes: [{ name: 'one' }] },
      },
    ])
    expect(withheld).toBe(2)
  })

  it('withholds nothing where the passwords stay as they are: it can be gone on with', () => {
    expect(withoutSecrets(planOf(had, { ...had, port: 465 }), find).withheld).toBe(0)
  })

  it('keeps nothing of a setting nobody knows: what is secret in it is not known either', () => {
    const { plan } = withoutSecrets(planOf(had, had), () => undefined)
    expect(plan.changes).toMatchObject([{ before: {}, after: {} }])
  })
})
