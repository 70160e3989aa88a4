import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { buildAll } from './bundle.mjs'
import { distFolder, electronBinary, electronFetch } from './machine.mjs'
import { ended, Failure, run, say, top } from './process.mjs'

/** Whoever started us, as long as they live. */
const parent = process.ppid

/** The app on the real network. `--web` in the browser, `--no-open` there without opening it, `--port N`, `--site FOLDER`. */
export async function start(args) {
  const { values } = read(args, { port: { type: 'string' }, site: { type: 'string' } })
  await buildAll()
  return runApp({ ...values, env: values.site ? { SIGHTLINE_SITE: resolve(process.env.INIT_CWD ?? '.', values.site) } : {} })
}

/** The app on a virtual site, searched on the loopback adapter alone. `--devices N`, and those of `start` but `--site`. */
export async function demo(args) {
  const { values } = read(args, { port: { type: 'string' }, devices: { type: 'string' } })
  await buildAll()
  const own = mkdtempSync(join(tmpdir(), 'sightline-'))
  const folder = join(own, 'Demo site')
  const site = spawnNode('sim.js', ['--fresh', '3', ...(values.devices ? ['--devices', values.devices] : [])])
  const stopped = stopWith(site)
  await new Promise((ready, reject) => {
    lines(site, (line) => {
      process.stdout.write(`${line}\n`)
      if (/^\d+ devices\b/.test(line)) ready()
    })
    site.once('exit', () => reject(new Failure('the virtual site could not start')))
  })
  say(`this demo keeps its site folder in ${folder}`)
  const code = await runApp({
    ...values,
    env: { SIGHTLINE_SITE: folder, SIGHTLINE_ACCOUNTS: join(own, 'accounts.json'), SIGHTLINE_ADAPTERS: '127.0.0.1' },
  })
  site.kill('SIGTERM')
  await stopped
  return code
}

/** The virtual site alone; its own options. */
export async function sim(args) {
  await buildAll()
  return run(process.execPath, [join(distFolder, 'main', 'sim.js'), ...args])
}

/** Electron where its binary is, else the web host. Resolves when the app ends, or was ended. */
async function runApp({ web, 'no-open': noOpen, port, env }) {
  const electron = web || noOpen ? undefined : electronBinary()
  if (electron) return stopWith(spawn(electron, [top], { stdio: 'inherit', env: { ...process.env, ...env } }))
  if (!web && !noOpen) say(`Electron's binary is not here (“${electronFetch}” fetches it), so the app runs in the browser`)
  const host = spawnNode('web.js', port ? ['--port', port] : [], env)
  const stopped = stopWith(host)
  lines(host, (line) => {
    process.stdout.write(`${line}\n`)
    const url = /^Sightline: (\S+)/.exec(line)?.[1]
    if (url && !noOpen) openBrowser(url)
  })
  return stopped
}

function read(args, options) {
  try {
    return parseArgs({ args, options: { web: { type: 'boolean' }, 'no-open': { type: 'boolean' }, ...options } })
  } catch (thrown) {
    throw new Failure(thrown.message)
  }
}

function spawnNode(name, args, env = {}) {
  const file = join(distFolder, 'main', name)
  return spawn(process.execPath, [file, ...args], { cwd: top, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
}

function lines(child, heard) {
  createInterface({ input: child.stdout }).on('line', heard)
}

/**
 * Whoever stops us stops the child; being stopped is a good end. Resolves with the exit code once it is gone.
 *
 * A terminal signals everyone, but who ends `npm run` by its process id ends npm and its shell only: we notice by having another parent.
 */
async function stopWith(child) {
  let asked = false
  const stop = () => {
    asked = true
    child.kill('SIGTERM')
  }
  const watching = setInterval(() => process.ppid !== parent && stop(), 500)
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop)
  const code = await ended(child)
  clearInterval(watching)
  process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', stop)
  return asked ? 0 : code
}

/** A browser that cannot be opened is no failure: the address stands above. */
function openBrowser(url) {
  const [file, args] =
    process.platform === 'win32' ? ['cmd', ['/c', 'start', '""', url]] : [process.platform === 'darwin' ? 'open' : 'xdg-open', [url]]
  spawn(file, args, { stdio: 'ignore', detached: true })
    .on('error', () => say('no browser could be opened; open the address above'))
    .unref()
}
