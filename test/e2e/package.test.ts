import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

describe('the desktop package', () => {
  it('holds all that its programs ask for, and nothing of the virtual site or the benches', async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['build/run.mjs', 'pack'])
    expect(stdout + stderr).toMatch(/app\.asar holds \d+ files, among them \/dist\/main\/main\.js, \/dist\/preload\/preload\.cjs/)
  })
})
