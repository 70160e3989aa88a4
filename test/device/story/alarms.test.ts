import { afterAll, describe, expect, it } from 'vitest'
import type { AlarmLine, Ear } from '#common/alarm/alarm.ts'
import { type Bench, closeAll, signedIn } from './bench.ts'

afterAll(closeAll)

const tripwire = { kind: 'Analysis', subtype: 21, source: 1 } as const

const ear = ({ app }: Bench, state: Ear['state'], after = 0) =>
  app.until('alarms.earsChanged', (ears) => app.told.findLastIndex(({ payload }) => payload === ears) >= after && ears[0]?.state === state)

async function listening(bench: Bench) {
  await bench.app.handlers['alarms.listen']([bench.key])
  return bench
}

function heard({ app }: Bench): readonly AlarmLine[] {
  return app.told.flatMap(({ name, payload }) => (name === 'alarms.heard' ? (payload as readonly AlarmLine[]) : []))
}

const words = (lines: readonly AlarmLine[]) =>
  lines.map((line) =>
    line.what === 'gap' ? 'gap' : `${line.kind} ${line.subtype} ${line.active ? 'begins' : 'ends'}${line.isTold ? '' : ', found'}`,
  )

describe('alarms', () => {
  it('come from a device that is attached to, as they happen', async () => {
    const bench = await listening(await signedIn())
    await ear(bench, 'attached')
    bench.device.device.raise({ ...tripwire, active: true })
    bench.device.device.raise({ ...tripwire, active: false })
    await expect.poll(() => words(heard(bench))).toEqual(['Analysis 21 begins', 'Analysis 21 ends'])
  })

  it('that go on already are found, and those that are over are not told again', async () => {
    const bench = await signedIn()
    bench.device.device.raise({ ...tripwire, active: true })
    bench.device.device.raise({ ...tripwire, subtype: 24, active: true })
    bench.device.device.raise({ ...tripwire, subtype: 24, active: false })
    await listening(bench)
    await expect.poll(() => words(heard(bench))).toEqual(['Analysis 21 begins, found'])
  })

  it('of a recorder, which cannot be attached to, are asked for', async () => {
    const bench = await listening(await signedIn({ profile: 'nvr' }))
    await ear(bench, 'asking')
    bench.device.device.raise({ kind: 'Disk', subtype: 4, source: 1, active: true })
    await expect.poll(() => words(heard(bench)), { timeout: 5000 }).toEqual(['Disk 4 begins, found'])
  })

  it('that came while the line was down are found after it, behind a line that says so', async () => {
    const bench = await listening(await signedIn())
    await ear(bench, 'attached')
    const before = bench.app.told.length
    bench.device.cutAttached()
    await ear(bench, 'waiting', before)
    bench.device.device.raise({ ...tripwire, active: true })
    bench.device.device.raise({ ...tripwire, active: false })
    await expect.poll(() => words(heard(bench)), { timeout: 5000 }).toEqual(['gap', 'Analysis 21 begins, found', 'Analysis 21 ends, found'])
  })

  it('are heard of whoever signs in later, where all are listened to', async () => {
    const bench = await signedIn()
    await bench.app.handlers['signIn.out'](bench.key)
    expect((await bench.app.handlers['alarms.listen'](null)).ears).toEqual([])
    await bench.app.handlers['signIn.many']([bench.key], bench.device.account)
    await ear(bench, 'attached')
  })

  it('need a person where the account is taken no more, and are tried with none', async () => {
    const bench = await signedIn()
    await bench.app.handlers['signIn.out'](bench.key)
    await listening(bench)
    const [now] = await ear(bench, 'ended')
    expect(now?.error).toMatchObject({ kind: 'signIn' })
  })

  it('are heard no more once nobody wants them, and the connection is closed', async () => {
    const bench = await listening(await signedIn())
    await ear(bench, 'attached')
    expect((await bench.app.handlers['alarms.listen']([])).ears).toEqual([])
    await expect.poll(() => bench.device.attached()).toBe(0)
    bench.device.device.raise({ ...tripwire, active: true })
    expect(heard(bench)).toEqual([])
  })

  it('stay on the list for a page that comes back', async () => {
    const bench = await listening(await signedIn())
    await ear(bench, 'attached')
    bench.device.device.raise({ ...tripwire, active: true })
    await expect.poll(() => heard(bench).length).toBe(1)
    const { ears, lines } = await bench.app.handlers['alarms.state']()
    expect([ears.map(({ state }) => state), words(lines)]).toEqual([['attached'], ['Analysis 21 begins']])
  })

  it('of a device that is away are waited for, with why', async () => {
    const bench = await signedIn()
    await bench.device.close()
    await listening(bench)
    const [now] = await ear(bench, 'waiting')
    expect(now?.error).toMatchObject({ kind: 'unreachable' })
  })

  it('of a device that has no list of them are told all the same, and the time it was not heard', async () => {
    const bench = await listening(await signedIn({ quirks: ['unsupported:currentAlarmStatus'] }))
    await ear(bench, 'attached')
    const before = bench.app.told.length
    bench.device.cutAttached()
    await ear(bench, 'attached', before)
    bench.device.device.raise({ ...tripwire, active: true })
    await expect.poll(() => words(heard(bench)), { timeout: 5000 }).toEqual(['gap', 'Analysis 21 begins'])
  })

  it('end with the sign-out: the connection is closed, and nobody calls the account refused', async () => {
    const bench = await listening(await signedIn())
    await ear(bench, 'attached')
    await bench.app.handlers['signIn.out'](bench.key)
    await expect.poll(() => bench.device.attached()).toBe(0)
    expect((await bench.app.handlers['alarms.state']()).ears).toEqual([])
    expect((await bench.app.handlers['devices.list']())[0]?.state).toBe('found')
  })
})
