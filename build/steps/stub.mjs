import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const empty = [
  'chrome_100_percent.pak',
  'chrome_200_percent.pak',
  'resources.pak',
  'icudtl.dat',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'LICENSE',
  'LICENSES.chromium.html',
  'version',
  'locales/en-US.pak',
]

/** A folder with the names of a Linux Electron and nothing in them, for packing where Electron cannot be fetched. Gives its path. */
export function makeStub() {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-stub-'))
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name))
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
    copyFileSync('/bin/true', join(folder, name))
    chmodSync(join(folder, name), 0o755)
  }
  for (const name of empty) writeFileSync(join(folder, name), '')
  return folder
}
