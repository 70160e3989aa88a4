import { readdir } from 'node:fs/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { avStream } from '#common/catalog/stream/avStream.ts'
import type { AppError } from '#common/errors/appError.ts'
import type { JobProgress } from '#common/plan/plan.ts'
import type { AnyValues } from '#common/schema/infer.ts'
import type { Oddity } from '#common/wire/oddity.ts'
import { profiles } from '#simulator/profiles.ts'
import { type FaultName, faults } from '#simulator/quirks/faults.ts'
import { errorOf } from '#test/support/rudeDevice.ts'
import { shownError } from '#test/support/shownError.ts'
import { freeEndpoint } from '#test/support/virtualDevice.ts'
import { type Bench, bonjourTurned, closeAll, ended, planOf, read, rowOf, shortLimits, signedIn, withCard } from './bench.ts'

afterEach(closeAll)

/** Lays a fault on a device, does something, and takes it off again. */
async function during<T>({ device }: Bench, fault: string, work: () => Promise<T>): Promise<T> {
  device.device.quirks.add(fault)
  try {
    return await work()
  } finally {
    device.device.quirks.delete(fault)
  }
}

/** Row, account, journal and backups are what they were, and the device is worked with as before. */
async function expectAsBefore(bench: Bench): Promise<void> {
  expect(await rowOf(bench)).toMatchObject({ key: bench.key, signedInAs: 'admin', state: 'ready' })
  const backups = (await filesOf(bench)).length
  expect((await ended(bench, await bonjourTurned(bench))).state).toBe('done')
  expect((await filesOf(bench)).length).toBe(backups + 1)
  const journal = await bench.app.handlers['journal.list'](bench.key)
  expect(journal.map(({ number }) => number)).toEqual(journal.map((_, index) => index + 1))
}

async function filesOf({ app }: Bench): Promise<readonly string[]> {
  const all = await readdir(app.folder, { recursive: true })
  return all.filter((file) => file.includes('backups') && file.endsWith('.json'))
}

/** What the device was asked meanwhile. */
async function queriesDuring(bench: Bench, work: () => Promise<void>): Promise<readonly string[]> {
  const asked = vi.spyOn(bench.device.device, 'answer')
  await work()
  const queries = asked.mock.calls.map(([{ target }]) => target)
  asked.mockRestore()
  return queries
}

/** What a technician reads, the address as AT. */
async function wordsOf({ device }: Bench, error: unknown): Promise<string> {
  const { title, text, todo, code } = await shownError(error as AppError, 'Dock')
  const { address, port } = device.endpoint
  return `${title}. ${text} ${todo} [${code}]`.replaceAll(`${address}:${port}`, 'AT')
}

const odd: Readonly<Record<string, readonly Oddity[]>> = {
  crlf: [],
  spacesAroundEquals: [],
  smallLetters: [],
  numbersAsReals: [],
  newKeys: [],
  beginsAtTwo: [],
  'unmarked:localNetwork': [],
  trickle: [],
  chunked: [],
  noContentLength: [],
  'slow:20': [],
  lyingCount: [{ kind: 'count', key: 'AVStreamCount', said: 5, has: 2 }],
  missingEnd: [{ kind: 'noEnd', key: 'localNetworkBegin' }],
  'duplicateKeys:timeZone': [{ kind: 'twice', key: 'timeZone' }],
  'gbk:deviceInfo': [{ kind: 'gbk' }],
  'cutLetters:deviceInfo': [{ kind: 'broken' }],
}

const named = { ...profiles.ipc, factory: { 'device.name': { name: '仓库' } } }

describe('an answer that is odd and whole is read as what it says, and what is odd stands on the page of the device', () => {
  it.each(Object.entries(odd))('%s', async (fault, oddities) => {
    const bench = await signedIn({ profile: named })
    const settings = ['device.info', 'network.ipv4', 'time.zone', 'stream.ability']
    const all = async () => Promise.all(settings.map((setting) => read(bench, setting)))
    const before = await all()
    await during(bench, fault, async () => {
      const [info, ...others] = await all()
      expect(others).toEqual(before.slice(1))
      expect({ ...info, name: '仓库' }).toEqual(before[0])
      expect((await rowOf(bench))?.oddAnswers?.flatMap((answer) => answer.oddities) ?? []).toEqual(expect.arrayContaining([...oddities]))
      expect((await rowOf(bench))?.oddAnswers === undefined).toBe(oddities.length === 0)
    })
    await all()
    expect((await rowOf(bench))?.oddAnswers).toBeUndefined()
    await expectAsBefore(bench)
  })

  it('a key that is written twice counts as it was written last, and the other is not lost', async () => {
    const bench = await signedIn()
    await during(bench, 'duplicateKeys:timeZone', async () => {
      const { value, unknown } = await bench.app.handlers['settings.read'](bench.key, 'time.zone', {})
      expect(value).toMatchObject({ zone: 85 })
      expect(unknown).toContainEqual({ key: 'timeZone', value: '1' })
    })
  })
})

const nothingWritten = 'Look at its power and cable, then try again. Nothing was written by this request.'
const unreadable = 'Dock gave an answer that cannot be read.'
const again = 'Try again. Nothing was changed. [wire.unreadable]'

const told: Readonly<Record<string, string>> = {
  goneInMidRequest: `Dock does not answer. AT closed the connection in the middle of get NTP. ${nothingWritten} [net.reset]`,
  neverEnds: `Dock does not answer. AT took longer than the deadline. The request was get NTP. ${nothingWritten} [net.timeout]`,
  resetInMidBody: `${unreadable} The answer to get NTP was cut short. ${again}`,
  cutShort: `${unreadable} The answer to get NTP was cut short. ${again}`,
  huge: `${unreadable} The answer to get NTP was longer than any answer of a device, so reading was stopped. ${again}`,
  emptyAnswer: `${unreadable} AT sent an empty answer to get NTP. ${again}`,
  htmlInsteadOfReply: `${unreadable} AT sent a web page where values were expected. Likely a proxy or another device is there. ${again}`,
  sentenceInsteadOfReply: `${unreadable} AT sent text that holds no values in answer to get NTP. ${again}`,
  notFound:
    'Dock does not know get NTP. AT answered with HTTP status 404. Likely another firmware, or another kind of device at this address. [http.404]',
  serverError:
    'Dock could not answer get NTP. AT answered with HTTP status 500. A fault of its own. Try again in a moment; restart it when that does not help. [http.500]',
  unsupported:
    'Dock refused get NTP. It answered with its code −22: it does not know this setting. This device or its firmware does not have it. [−22]',
  busy: 'Dock refused get NTP. It answered with its code −505: it is busy. Try again in a moment. [−505]',
}

describe('an answer that cannot be read is told with device, request, reason and what to do, and burns no attempt', () => {
  const limits = { ...shortLimits, client: { timeoutMs: 700, retryDelaysMs: [10, 20] } }

  it.each(Object.entries(told))('%s', async (fault, words) => {
    const bench = await signedIn({}, limits)
    await during(bench, `${fault}:NTP`, async () => {
      expect(await wordsOf(bench, await errorOf(read(bench, 'time.ntp')))).toBe(words)
      expect(await read(bench, 'network.bonjour')).toEqual({ enabled: true })
    })
    await expectAsBefore(bench)
  })

  it.each(Object.keys(told))(
    '%s, of the whole device: it stays on the list, signed in, and is worked with when it is over',
    async (fault) => {
      const bench = await signedIn({}, limits)
      await during(bench, fault, async () => {
        await errorOf(read(bench, 'time.ntp'))
        expect(await rowOf(bench)).toMatchObject({ key: bench.key, signedInAs: 'admin' })
      })
      await expectAsBefore(bench)
    },
  )
})

describe('a text that is no UTF-8 is read as far as it goes, and goes back byte for byte with a change beside it', () => {
  const profile = { ...profiles.ipc, factory: { 'stream.video/1/1': { ...avStream.sample, name: '仓库' } } }

  it.each([
    ['gbk', '仓库', '%B2%D6%BF%E2'],
    ['cutLetters', '仓\uFFFD', '%E4%BB%93%E5%BA'],
  ])('%s', async (fault, seen, bytes) => {
    const bench = await signedIn({ profile })
    const target = { channel: 1, stream: 1 }
    await during(bench, `${fault}:AVStream`, async () => {
      const before = (await bench.app.handlers['settings.read'](bench.key, avStream.id, target)).value
      expect(before['name']).toBe(seen)
      const change = { setting: avStream.id, target, before, after: { ...before, bitRate: 1024 } }
      const queries = await queriesDuring(bench, async () => {
        await ended(bench, { device: bench.key, kind: 'settings', changes: [change] })
      })
      const sets = queries.filter((query) => query.includes('action=set'))
      expect(sets.map((query) => /streamName=([^&]*)/.exec(query)?.[1])).toEqual([bytes])
    })
  })
})

/** A plan that met a fault of what the device stores, or where it goes. */
async function planned(bench: Bench, fault: string, change: Parameters<typeof planOf>[2]): Promise<JobProgress> {
  const plan = await planOf(bench, 'settings', change)
  return during(bench, fault, () => ended(bench, plan))
}

const server = (before: AnyValues): AnyValues => ({ ...before, server: '127.0.0.9', interval: 1800 })
const goneOn = 'Nothing counts as written until it is stored. Look at the values below. [write.mismatch]'
const keptOthers = (list: string) => `Dock kept other values. It answered OK and stores something else: ${list}. ${goneOn}`

const stored: Readonly<Record<string, readonly [Parameters<typeof planOf>[2], words: string]>> = {
  okButUnchanged: [{ 'time.ntp': server }, keptOthers('Server 127.0.0.9 ≠ none, Ask every 1800 ≠ 3600')],
  partialApply: [{ 'time.ntp': server }, keptOthers('Ask every 1800 ≠ 3600')],
  'clampsValue:network.ipv4.mtu=1400': [{ 'network.ipv4': withCard({ mtu: 1450 }) }, keptOthers('MTU 1450 ≠ 1400')],
  refusesSet: [
    { 'time.ntp': server },
    'Dock refused set NTP. It answered with its code −23: parameter error. Change the value; what it had before is still there. [−23]',
  ],
}

describe('a device that does not do as it was told: nothing counts as written, and what it has stands beside what was asked', () => {
  it.each(Object.entries(stored))('%s', async (fault, [change, words]) => {
    const bench = await signedIn()
    const { state, error } = await planned(bench, fault, change)
    expect([state, error && (await wordsOf(bench, error))]).toEqual(['failed', words])
    await expectAsBefore(bench)
  })

  it('restartsAfterOk: it is waited for, and proven when it is back', async () => {
    const bench = await signedIn({ restartMs: 300 }, { findAgainMs: 4000, stayMs: 300 })
    const progress = await planned(bench, 'restartsAfterOk', { 'network.bonjour': (before) => ({ enabled: before['enabled'] !== true }) })
    expect([progress.state, progress.proof.map(({ verdict }) => verdict)]).toEqual(['done', ['equal']])
  })
})

describe('a device that was sent elsewhere', () => {
  async function moved(fault: string) {
    const bench = await signedIn({}, shortLimits)
    const to = freeEndpoint().address
    const asked: string[] = []
    const progress = await during(bench, fault, async () => {
      const plan = await planOf(bench, 'network', { 'network.ipv4': withCard({ address: to }) })
      const answer = vi.spyOn(bench.device.device, 'answer')
      const end = await ended(bench, plan)
      asked.push(...answer.mock.calls.map(([{ target, authorization }]) => `${target} ${authorization ?? ''}`))
      return end
    })
    const words = progress.error && (await wordsOf(bench, progress.error)).replaceAll(to, 'NEW').replaceAll(/:\d{4,5}\b/g, '')
    return { bench, progress, words, asked }
  }

  it('doesNotComeBack: says where it was looked for, keeps everything, and offers ways on', async () => {
    const { bench, progress, words } = await moved('doesNotComeBack')
    expect(words).toBe(
      'Dock did not come back. Looked 1 s at the new address, at the old one and by Bonjour. Wait on, try the old address, or search everywhere. Its name, notes and backups are kept. [net.lost]',
    )
    expect(progress.wayBack?.length).toBeGreaterThan(0)
    expect(await rowOf(bench)).toMatchObject({ key: bench.key, endpoint: bench.device.endpoint })
    expect(await filesOf(bench)).toHaveLength(1)
  })

  it('wrongIdentityAfterMove: names both, and the other device is told no password', async () => {
    const { bench, words, asked } = await moved('wrongIdentityAfterMove')
    expect(words).toBe(
      'Another device is at NEW. Dock, 00:1C:27:15:93:56, was expected there, and 00:1C:27:15:93:EE answers. No password was sent there. Look for two devices with one address, then search again. [net.impostor]',
    )
    const afterMove = asked.slice(asked.findIndex((request) => request.includes('action=set')) + 1)
    expect([afterMove.length > 0, afterMove.filter((request) => /password|Digest|Basic/.test(request))]).toEqual([true, []])
    expect(await rowOf(bench)).toMatchObject({ key: bench.key })
    expect(await filesOf(bench)).toHaveLength(1)
  })
})

describe('a device that refuses us from one moment to the next', () => {
  it('passwordChanged: the plan stops before anything is sent, one attempt is spent, and the same plan goes on with the new password', async () => {
    const bench = await signedIn()
    const plan = await bonjourTurned(bench)
    bench.device.device.quirks.add('passwordChanged:other-5678')
    const { error, steps } = await ended(bench, plan)
    expect(error && (await wordsOf(bench, error))).toBe(
      'Dock refused the sign-in. The password is not right. Sightline stops after 2 refusals, so that the device does not lock the account. 1 left. Capital letters count, in the user name too. [−508]',
    )
    expect(steps.map(({ state }) => state).filter((state) => state === 'done')).toEqual([])
    expect(await rowOf(bench)).toMatchObject({ state: 'refused' })
    const queries = await queriesDuring(bench, async () => {
      await errorOf(read(bench, 'time.ntp'))
      await errorOf(read(bench, 'network.ipv4'))
    })
    expect(queries).toEqual([])
    const [outcome] = await bench.app.handlers['signIn.many']([bench.key], { user: 'admin', password: 'other-5678' })
    expect(outcome).toEqual({ device: bench.key })
    expect((await ended(bench, plan)).state).toBe('done')
    await expectAsBefore(bench)
  })

  it('lockedOut: it is shown as locked, and not asked again', async () => {
    const bench = await signedIn({ profile: 'lite' })
    await during(bench, 'lockedOut', async () => {
      expect(await wordsOf(bench, await errorOf(read(bench, 'time.ntp')))).toMatch(
        /^Dock is locked\. AT refuses every sign-in after too many wrong passwords\. It opens again .*\[−527\]$/,
      )
      expect(await rowOf(bench)).toMatchObject({ state: 'locked' })
      const queries = await queriesDuring(bench, async () => {
        expect(await errorOf(read(bench, 'time.ntp'))).toMatchObject({ kind: 'locked' })
      })
      expect(queries.filter((query) => query.includes('password='))).toEqual([])
    })
  })
})

describe('the table of faults', () => {
  const elsewhere: readonly FaultName[] = [
    'restartsAfterOk',
    'doesNotComeBack',
    'wrongIdentityAfterMove',
    'passwordChanged',
    'lockedOut',
    'otherCertificate',
  ]

  it('has nothing of which it is not said here what a technician sees', () => {
    const here = [odd, told, stored].flatMap((table) => Object.keys(table).map((name) => name.split(':')[0]))
    expect([...here, ...elsewhere].sort()).toEqual(Object.keys(faults).sort())
  })

  it.each(Object.entries(faults))('says of %s what it does', (_name, { does }) => {
    expect(does.length).toBeGreaterThan(15)
  })
})
