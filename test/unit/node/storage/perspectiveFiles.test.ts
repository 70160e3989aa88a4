import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Perspective } from '#common/perspective/kept.ts'
import { diskFiles, storageFailure } from '#node/storage/files.ts'
import { perspectiveFiles } from '#node/storage/perspectiveFiles.ts'
import { type StartedApp, startApp } from '#test/support/startedApp.ts'

const key = '001122aabbcc'
const perspective: Perspective = {
  version: 1,
  channel: 2,
  lens: { fieldOfView: 80, aspect: 16 / 9 },
  target: { width: 0.5, height: 1.75 },
  marks: [{ kind: 'upright', from: { x: 40, y: 70.123456 }, to: { x: 40, y: 50 }, length: 1.75 }],
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-perspective-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('what was marked on a picture', () => {
  it('is kept beside the device, a file for each channel', async () => {
    const files = perspectiveFiles(folder)
    await files.keep(key, perspective)
    expect(await files.read(key, 2)).toEqual(perspective)
    expect(await files.read(key, 1)).toBeUndefined()
    expect(JSON.parse(await readFile(join(folder, 'devices', key, 'perspective-2.json'), 'utf8'))).toEqual(perspective)
  })

  it.each([
    ['cut short', '{"version":1,"chan'],
    ['of something else', '{"identity":{}}'],
    ['empty', ''],
  ])('is nothing when its file is %s, and can be marked anew', async (_name, text) => {
    await mkdir(join(folder, 'devices', key), { recursive: true })
    await writeFile(join(folder, 'devices', key, 'perspective-2.json'), text)
    const files = perspectiveFiles(folder)
    expect(await files.read(key, 2)).toBeUndefined()
    await files.keep(key, perspective)
    expect(await files.read(key, 2)).toEqual(perspective)
  })

  it('is refused by a full disk with a reason', async () => {
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })
    const files = perspectiveFiles(folder, { ...diskFiles, writeWhole: (file) => Promise.reject(storageFailure(file, full)) })
    await expect(files.keep(key, perspective)).rejects.toMatchObject({ error: { kind: 'storage', why: 'full' } })
  })
})

describe('the application', () => {
  let app: StartedApp | undefined
  afterEach(() => app?.close())

  it('still has it after a restart, and nothing of other channels', async () => {
    app = await startApp(folder)
    await app.handlers['perspective.keep'](key, perspective)
    await app.close()
    app = await startApp(folder)
    expect(await app.handlers['perspective.read'](key, 2)).toEqual(perspective)
    expect(await app.handlers['perspective.read'](key, 1)).toBeNull()
  })
})
