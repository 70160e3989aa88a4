import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { openSite } from '#node/storage/site.ts'

const key = '001c27159356'
const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

it('backups of a device come newest first, no more than asked for, without those nobody can read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sightline-backups-'))
  folders.push(folder)
  const site = await openSite(folder)
  expect(await site.backups(key, 9)).toEqual([])
  const about = { device: key, model: 'IPC', firmware: '3.5', why: 'before a settings change', settings: [] }
  for (const day of ['01', '02', '03', '04']) await site.backUp({ ...about, at: `2026-11-${day}T08:00:00.000Z` })
  await writeFile(join(folder, 'devices', key, 'backups', '2026-11-03T08-00-00-000Z.json'), '{ "cut')
  const days = async (most: number) => (await site.backups(key, most)).map(({ at }) => at.slice(8, 10))
  expect(await days(9)).toEqual(['04', '02', '01'])
  expect(await days(1)).toEqual(['04'])
})
