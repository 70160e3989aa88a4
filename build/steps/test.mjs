import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildAll } from './bundle.mjs'
import { ensureChromium } from './machine.mjs'
import { runTool } from './process.mjs'

/** Everything that can fail: units, the catalog, virtual devices over sockets, the story in a browser. Ends with the count. */
export async function test(args) {
  const chromium = await ensureChromium()
  await buildAll()
  const folder = mkdtempSync(join(tmpdir(), 'sightline-test-'))
  const report = join(folder, 'report.json')
  const code = await runTool(
    'vitest/vitest.mjs',
    ['run', '--config', 'build/vitest.config.js', '--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`, ...args],
    { env: { SIGHTLINE_CHROMIUM: chromium } },
  )
  const { passed, failed } = countOf(report, code)
  rmSync(folder, { recursive: true })
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? code : 1
}

/** A file that could not even be loaded counts as one failure, and so does a run that failed without saying where. */
function countOf(report, code) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length
    const failed = numFailedTests + broken
    return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
  } catch {
    return { passed: 0, failed: 1 }
  }
}
