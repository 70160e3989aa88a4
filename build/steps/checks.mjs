import { runTool } from './process.mjs'

/** The compiler makes and drops many objects: without room for the young ones a quarter of its time goes into tidying up. */
const roomy = ['--max-semi-space-size=64']

/**
 * The rules of the house, the formatting, and what nobody uses. Components and the rest are linted beside each other: they share no
 * program of the compiler, and a machine has two cores.
 */
export async function lint(args) {
  const eslint = (...ignored) => {
    const leaveOut = ignored.flatMap((pattern) => ['--ignore-pattern', pattern])
    return runTool('eslint/bin/eslint.js', ['--config', 'build/eslint.config.js', '.', ...leaveOut, ...args], { node: roomy })
  }
  const [sources, ...rest] = await Promise.all([
    eslint('**/*.vue'),
    inTurn(
      () => eslint('**/*.{ts,js,mjs}'),
      () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
      () => runTool('knip/bin/knip.js', ['--config', 'build/knip.json', '--no-progress']),
    ),
  ])
  return [sources, ...rest.flat()].find((code) => code !== 0) ?? 0
}

/** The least part of all names that must have a type of their own, %: `any`, and what a cast only claims, have none. */
const typed = '99.7'

/** The types of every layer, each with what it may know; and how much has a type at all. */
export async function types(args) {
  const codes = await Promise.all([
    runTool('vue-tsc/bin/vue-tsc.js', ['--build', ...args], { node: roomy }),
    runTool('type-coverage/bin/type-coverage', [
      '-p',
      'build/tsconfig.lint.json',
      '--strict',
      '--at-least',
      typed,
      '--no-detail-when-failed',
    ]),
  ])
  return codes.find((code) => code !== 0) ?? 0
}

/** The exit code of each, one after the other. */
async function inTurn(...steps) {
  const codes = []
  for (const step of steps) codes.push(await step())
  return codes
}
