import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { playClip } from '#simulator/video/multipartStream.ts'
import { type StartedDevice, startVirtualDevice } from '#test/support/virtualDevice.ts'
import { answerOf, forkBench, role, startGateway } from './gatewayProcess.ts'
import { benchClip } from './preview/benchClip.ts'
import { runGateway } from './preview/gateway.ts'
import { type Reference, startReference } from './preview/reference.ts'
import type { BenchRow } from './report.ts'
import { runPipes, startPipes } from './streams/pipes.ts'
import type { Viewed } from './streams/viewer.ts'
import { runViewers, type ViewersStart } from './streams/viewers.ts'

const streams = 20
const settleMs = 5000
const measureMs = 30_000
/** 25 frames in parts of three; the key frame of each second begins a new one. */
const partsASecond = 9

/** Twenty streams of 1080p25 at 4 Mbit/s with a viewer each through one gateway process, beside as many ffmpegs. */
export async function streamsBench(): Promise<readonly BenchRow[]> {
  if (process.env[role] === 'gateway') runGateway()
  if (process.env[role] === 'viewers') runViewers()
  if (process.env[role] === 'pipes') runPipes()
  if (process.env[role] !== undefined) return new Promise(() => undefined)
  const clip = benchClip()
  const cameras = await Promise.all(
    Array.from({ length: streams }, () =>
      startVirtualDevice({
        camera: {
          snapshot: () => Promise.resolve(Buffer.alloc(0)),
          play: (_view, _encoding, response, signal) => playClip(clip, response, signal),
        },
      }),
    ),
  )
  try {
    const ours = await measureOurs(cameras)
    const pipes = await measurePipes(cameras)
    return rows(ours, pipes, await measureTheirs(cameras))
  } finally {
    await Promise.all(cameras.map((camera) => camera.close()))
  }
}

interface Measured {
  /** % of a core. */
  readonly cpu: number
  readonly loopDelayMs: number
  readonly viewed: readonly Viewed[]
}

async function measureOurs(cameras: readonly StartedDevice[]): Promise<Measured> {
  const [{ account } = { account: { user: '', password: '' } }] = cameras
  const gateway = await startGateway('streams', { cameras: cameras.map(({ endpoint }) => endpoint), account, page: resolve('dist/bench') })
  const viewers = forkBench('streams', 'viewers')
  try {
    const urls = gateway.viewings.map((viewing) => `http://127.0.0.1:${gateway.port}/live/${viewing}`)
    viewers.send({ streams: urls } satisfies ViewersStart)
    await answerOf(viewers)
    await pause(settleMs)
    await gateway.use()
    await ask(viewers)
    const from = performance.now()
    await pause(measureMs)
    const { cpuMs, loopDelayMs } = await gateway.use()
    const cpu = (100 * cpuMs) / (performance.now() - from)
    return { cpu, loopDelayMs, viewed: await ask(viewers) }
  } finally {
    viewers.kill()
    gateway.stop()
  }
}

/** Beside it, so that what this computer itself adds is seen: CPU as % of a core. */
async function measurePipes(cameras: readonly StartedDevice[]): Promise<{ readonly cpu: number; readonly loopDelayMs: number }> {
  const [{ account } = { account: { user: '', password: '' } }] = cameras
  const pipes = await startPipes('streams', { cameras: cameras.map(({ endpoint }) => endpoint), account, page: '' })
  try {
    await pause(settleMs)
    await pipes.use()
    const from = performance.now()
    await pause(measureMs)
    const { cpuMs, loopDelayMs } = await pipes.use()
    return { cpu: (100 * cpuMs) / (performance.now() - from), loopDelayMs }
  } finally {
    pipes.stop()
  }
}

async function ask(viewers: ReturnType<typeof forkBench>): Promise<readonly Viewed[]> {
  viewers.send('viewed')
  return answerOf<readonly Viewed[]>(viewers)
}

async function measureTheirs(cameras: readonly StartedDevice[]): Promise<number> {
  const started: Reference[] = []
  try {
    for (const [index, { endpoint, account }] of cameras.entries())
      started.push(await startReference(endpoint, account, resolve(`dist/bench/reference-${index}`)))
    await pause(settleMs)
    const used = () => started.reduce((sum, one) => sum + (one.cpuMs() ?? Number.NaN), 0)
    const [from, before] = [performance.now(), used()]
    await pause(measureMs)
    return (100 * (used() - before)) / (performance.now() - from)
  } finally {
    for (const one of started) one.stop()
  }
}

function rows(
  { cpu, loopDelayMs, viewed }: Measured,
  pipes: { readonly cpu: number; readonly loopDelayMs: number },
  theirs: number,
): readonly BenchRow[] {
  const due = streams * partsASecond * (measureMs / 1000)
  const sum = (of: keyof Viewed) => viewed.reduce((total, one) => total + one[of], 0)
  const fewest = Math.min(...viewed.map(({ parts }) => parts))
  const beside = (reference: string, value: number, referenceValue: number) => ({
    reference,
    referenceValue: rounded(referenceValue),
    ratio: referenceValue === 0 ? null : rounded(value / referenceValue),
  })
  const plain = `${streams} × plain pipe in one Node process`
  const row = (name: string, unit: string, value: number, most: number): BenchRow => ({
    name,
    value: rounded(value),
    unit,
    reference: '',
    referenceValue: null,
    ratio: null,
    target: `<= ${most}`,
    ok: value <= most,
  })
  return [
    {
      ...row(`streams gateway CPU of ${streams}`, '% of a core', cpu, 100),
      ...beside(`${streams} × ffmpeg -c copy -f hls, no viewers`, cpu, theirs),
    },
    { ...row('streams gateway CPU of one', '% of a core', cpu / streams, 5), ...beside(plain, cpu / streams, pipes.cpu / streams) },
    {
      ...row('streams event loop delay p99', 'ms', loopDelayMs, 15),
      ...beside(plain, loopDelayMs, pipes.loopDelayMs),
      target: '< 15',
      ok: loopDelayMs < 15,
    },
    row('streams parts never come', 'parts', sum('missed'), 0),
    row('streams parts too late for a player 180 ms behind', '%', (100 * sum('late')) / Math.max(1, sum('parts')), 0.1),
    {
      ...row('streams parts of the viewer with the fewest', '% of those due', (100 * fewest * streams) / due, 100),
      target: '>= 99',
      ok: fewest * streams >= 0.99 * due,
    },
  ]
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
