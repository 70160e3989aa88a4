import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Which part of the bench this process plays; the bench itself when not set. */
export const roleName = 'SIGHTLINE_BENCH_ROLE'

export interface SiteTask {
  readonly devices: number
  readonly base: string
  readonly port?: number
  readonly announce: boolean
}

/** Runs this bench again as another process, so that nobody pays for another's work. `ready` is the first thing it tells. */
export async function sideProcess<T>(role: string, task: object, isAlone = false): Promise<{ readonly ready: T; stop(): void }> {
  const env = { ...process.env, [roleName]: role, SIGHTLINE_BENCH_TASK: JSON.stringify(task) }
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const
  const [bench = ''] = process.argv.slice(1)
  const child: ChildProcess = isAlone
    ? spawn('unshare', [...unsharing(), process.execPath, bench, 'discovery'], { env, stdio: [...stdio] })
    : fork(bench, ['discovery'], { env, stdio: [...stdio] })
  const ready = await new Promise<T>((resolve, reject) => {
    child.once('message', (message) => resolve(message as T))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${role} ended with ${code}`)))
  })
  return { ready, stop: () => void child.kill() }
}

/** The task of a side process. */
export function ownTask<T>(): T {
  return JSON.parse(process.env['SIGHTLINE_BENCH_TASK'] ?? 'null') as T
}

/** A network of its own: loopback and nothing else. */
function unsharing(): readonly string[] {
  return process.getuid?.() === 0 ? ['--net'] : ['--map-root-user', '--net']
}

export function canRun(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** ms until a program has printed so many different lines that match, its start included; undefined when it never does. */
export async function timeUntil(command: string, args: readonly string[], pattern: RegExp, count: number): Promise<number | undefined> {
  const start = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const seen = new Set<string>()
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const found = pattern.exec(line)?.[1]
      if (found !== undefined) seen.add(found)
      if (seen.size >= count) return performance.now() - start
    }
    return undefined
  } catch {
    return undefined
  } finally {
    child.kill()
  }
}

/** ms until a program has ended well, and what it printed. */
export function timeOf(command: string, args: readonly string[]): { readonly ms: number; readonly printed: string } {
  const start = performance.now()
  const printed = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return { ms: performance.now() - start, printed }
}
