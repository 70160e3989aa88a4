import PQueue from 'p-queue'
import { type Question, usualReadAtOnce } from '#common/bulk/bulk.ts'
import { settings } from '#common/catalog/index.ts'
import type { DeviceKey, Endpoint } from '#common/device/device.ts'
import { targetFor } from '#common/device/targets.ts'
import { readQuery } from '#common/schema/setting.ts'
import { formatQuery } from '#common/wire/pairs.ts'
import { defaultLimits } from '#node/client/types.ts'
import { demoAccount } from '#simulator/profiles.ts'
import { searchingApp, type SearchingApp } from './discovery/app.ts'
import { role } from './gatewayProcess.ts'
import type { BenchRow } from './report.ts'
import { medianOf } from './settings/median.ts'
import { rawReads } from './settings/raw.ts'
import { runCameras, startCameras } from './settings/site.ts'

const many = 200
const roundTripMs = 10
const turns = 5

/**
 * All settings of one camera, and the settings of 200 compared, through the whole application; beside node:http asking other cameras of the
 * same kind for the same, which take the account in the address.
 */
export async function settingsBench(): Promise<readonly BenchRow[]> {
  if (process.env[role] === 'site') {
    runCameras()
    return new Promise(() => undefined)
  }
  const ours = await startCameras('settings', { devices: many, network: '127.51.0', signIn: 'digest', roundTripMs })
  const theirs = await startCameras('settings', { devices: many, network: '127.51.1', signIn: 'query', roundTripMs })
  const app = await searchingApp()
  try {
    const [first, ...rest] = await signedIn(app, ours.endpoints)
    if (first === undefined) throw new Error('no camera is signed in to')
    const start = performance.now()
    await app.handlers['capabilities.ask'](first)
    const learnt = performance.now() - start
    const questions = await questionsFor(app, first)
    const paths = questions.map(pathOf)

    const one: number[] = []
    const raw: number[] = []
    for (let turn = 0; turn < turns; turn += 1) {
      one.push(await timeOf(app, [first], questions))
      raw.push(await rawReads(theirs.endpoints[0] ?? fallback, paths, defaultLimits.connections))
    }
    const all = await timeOf(app, [first, ...rest], questions)
    const allRaw = await rawReadsOfAll(theirs.endpoints, paths)
    return rows({ requests: questions.length, learnt, one: medianOf(one), raw: medianOf(raw), all, allRaw })
  } finally {
    await app.close()
    ours.stop()
    theirs.stop()
  }
}

const fallback: Endpoint = { address: '127.51.1.1', port: 8080 }

/** Signed in to all of them, and nothing of what follows a sign-in is under way any more. */
async function signedIn({ handlers, timeUntil }: SearchingApp, endpoints: readonly Endpoint[]): Promise<readonly DeviceKey[]> {
  const found = await Promise.all(endpoints.map((endpoint) => handlers['search.addByHand'](endpoint)))
  const keys = found.map(({ key }) => key)
  const outcomes = await handlers['signIn.many'](keys, demoAccount)
  if (outcomes.some(({ error }) => error !== undefined)) throw new Error('not signed in to all cameras')
  await timeUntil(async () => (await handlers['devices.list']()).every(({ clockOffsetSeconds }) => clockOffsetSeconds !== undefined))
  return keys
}

/** Everything the camera says it has and answers: its list of analyses names more than it knows. */
async function questionsFor(app: SearchingApp, key: DeviceKey): Promise<readonly Question[]> {
  const known = (await app.handlers['capabilities.of'](key)).settings
  const device = (await app.handlers['devices.list']()).find((one) => one.key === key)
  if (device === undefined) throw new Error('the camera is not on the list')
  const has = settings.filter(({ id }) => known[id] === 'has')
  const questions = has.map((setting) => ({ setting: setting.id, target: targetFor(setting, device, {}) }))
  const { refused } = await compared(app, [key], questions)
  return questions.filter((_, index) => !refused.includes(index))
}

/** Until each of the devices has answered each of the questions. */
async function compared(
  app: SearchingApp,
  devices: readonly DeviceKey[],
  questions: readonly Question[],
): Promise<{ readonly ms: number; readonly refused: readonly number[] }> {
  const start = performance.now()
  await app.handlers['bulk.compare']({ devices: [...devices], questions: [...questions], atOnce: usualReadAtOnce })
  await app.timeUntil(async () => (await app.handlers['bulk.compared']())?.running === false)
  const ms = performance.now() - start
  const { cells = [] } = (await app.handlers['bulk.compared']()) ?? {}
  if (cells.length !== devices.length * questions.length) throw new Error('the comparison did not come to its end')
  return { ms, refused: cells.flatMap(({ question, error }) => (error ? [question] : [])) }
}

/** The same, where nothing may be refused. */
async function timeOf(app: SearchingApp, devices: readonly DeviceKey[], questions: readonly Question[]): Promise<number> {
  const { ms, refused } = await compared(app, devices, questions)
  if (refused.length > 0) throw new Error(`${refused.length} questions were refused`)
  return ms
}

async function rawReadsOfAll(endpoints: readonly Endpoint[], paths: readonly string[]): Promise<number> {
  const start = performance.now()
  const queue = new PQueue({ concurrency: usualReadAtOnce })
  await queue.addAll(endpoints.map((endpoint) => () => rawReads(endpoint, paths, defaultLimits.connections)))
  return performance.now() - start
}

function pathOf({ setting: id, target }: Question): string {
  const setting = settings.find((one) => one.id === id)
  if (setting === undefined) throw new Error(`no setting ${id}`)
  const account = [
    { key: 'userName', value: demoAccount.user },
    { key: 'password', value: demoAccount.password },
  ]
  return `/cgi-bin/${setting.request.cgi}.cgi?${formatQuery([...account, ...readQuery(setting, target)])}`
}

interface Figures {
  readonly requests: number
  readonly learnt: number
  readonly one: number
  readonly raw: number
  readonly all: number
  readonly allRaw: number
}

function rows({ requests, learnt, one, raw, all, allRaw }: Figures): readonly BenchRow[] {
  const row = (name: string, value: number, reference: string, other: number, most: number): BenchRow => ({
    name,
    value: Number(value.toPrecision(4)),
    unit: 'ms',
    reference,
    referenceValue: Number(other.toPrecision(4)),
    ratio: Number((value / other).toPrecision(3)),
    target: `< ${most}`,
    ok: value < most,
  })
  const sockets = `${requests} × node:http over ${defaultLimits.connections} sockets, ${roundTripMs} ms each`
  return [
    row(`all ${requests} settings of one camera, median of ${turns}`, one, sockets, raw, 1500),
    row('everything of its product line asked for the first time', learnt, sockets, raw, 1500),
    row(
      `${requests} settings of ${many} cameras compared`,
      all,
      `the same by node:http, ${usualReadAtOnce} cameras at once`,
      allRaw,
      20_000,
    ),
  ]
}
