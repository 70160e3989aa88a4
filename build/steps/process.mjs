import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const top = fileURLToPath(new URL('../..', import.meta.url))

/** What a person can mend: shown without a stack. */
export class Failure extends Error {}

/** One line about what is being done. To stderr: stdout belongs to what was asked for. */
export function say(text) {
  process.stderr.write(`sightline: ${text}\n`)
}

/** Runs a command to its end; resolves with its exit code. Its output goes to stderr when `quiet`, for commands whose stdout is read. */
export function run(file, args, { env = {}, quiet = false, shell = false } = {}) {
  const child = spawn(file, args, {
    cwd: top,
    shell,
    stdio: ['inherit', quiet ? 2 : 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  return ended(child)
}

/** Runs a tool of `node_modules` by its own file, which needs no shell on any platform. */
export function runTool(path, args, { node = [], ...options } = {}) {
  return run(process.execPath, [...node, join(top, 'node_modules', path), ...args], options)
}

/** The exit code of a child; 1 when a signal ended it. */
export function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** Runs a step that must succeed. */
export async function mustRun(what, running) {
  const code = await running
  if (code !== 0) throw new Failure(`${what} failed (exit code ${code})`)
}

/** `1.2 s`, since `from` in ms. */
export function since(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`
}
