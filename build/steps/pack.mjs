import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildAll } from './bundle.mjs'
import { electronBinary } from './machine.mjs'
import { Failure, mustRun, runTool, say, top } from './process.mjs'
import { makeStub } from './stub.mjs'

const needed = ['/dist/main/main.js', '/dist/preload/preload.cjs', '/dist/renderer/index.html', '/package.json']

/**
 * The package, unpacked, in `release/`, and a look into its archive. Without an Electron binary a stub stands in for it on Linux: the
 * archive is the real one, the program around it cannot be started.
 */
export async function pack(args) {
  await buildAll()
  const stub = process.platform === 'linux' && !electronBinary()
  if (stub) say('Electron is not here: packing around a stub. The archive is real, the program around it does not start.')
  const dist = stub ? [`--config.electronDist=${makeStub()}`] : []
  await mustRun(
    'electron-builder',
    runTool('electron-builder/cli.js', ['--dir', '--config', 'build/electron-builder.yml', '--publish', 'never', ...dist, ...args]),
  )
  const inside = process.platform === 'darwin' ? 'mac/Sightline.app/Contents/Resources' : `${unpacked()}/resources`
  inspect(join(top, 'release', inside, 'app.asar'))
  return 0
}

function unpacked() {
  return process.platform === 'win32' ? 'win-unpacked' : 'linux-unpacked'
}

/** Refuses an archive that lacks what starts the app, or carries what it does not need. */
function inspect(archive) {
  const asar = createRequire(import.meta.url)('@electron/asar') // here, because nothing is installed when this file is loaded
  const files = asar.listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'))
  const bundles = files.filter((path) => path.startsWith('/dist/main/') && path.endsWith('.js'))
  const wanted = [...needed, ...bundles.flatMap((path) => importsOf(asar.extractFile(archive, path.slice(1)).toString('utf8')))]
  const missing = wanted.filter((path) => !files.includes(path))
  const surplus = files.filter((path) => path.includes('/node_modules') || path.endsWith('.map') || /\/(sim|bench|web)\.js$/.test(path))
  if (missing.length > 0) throw new Failure(`the archive lacks ${missing.join(', ')}`)
  if (surplus.length > 0) throw new Failure(`the archive carries ${surplus.length} files it should not, ${surplus[0]} for one`)
  say(`${archive} holds ${files.length} files, among them ${needed.join(', ')}`)
}

/** What a bundle asks for beside itself; comments that came along with a package name files too. */
function importsOf(code) {
  const asked = /^(?!\s*(?:\*|\/)).*?(?:from |import ?\()["']\.\/([\w.-]+\.js)["']/gm
  return [...code.matchAll(asked)].map(([, name]) => `/dist/main/${name}`)
}
