import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = 'test/e2e'

/** Second numbers of the networks a file starts sites on: 41 of 127.41.0.0. Ports of discovery hang on them. */
async function networksOf(file: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, file), 'utf8')
  return [...new Set([...text.matchAll(/base: '127\.(\d+)\./g)].map(([, network = '']) => network))]
}

it('no two tests in the browser share a network: each would find the devices of the other', async () => {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.test.ts'))
  const networks = await Promise.all(files.map(networksOf))
  const taken = networks.flatMap((own, at) => own.map((network) => ({ network, file: files[at] })))
  expect(taken.length).toBeGreaterThan(20)
  const twice = taken.filter(({ network, file }) => taken.some((other) => other.network === network && other.file !== file))
  expect(twice).toEqual([])
})
