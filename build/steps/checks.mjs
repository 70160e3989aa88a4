import { runTool } from './process.mjs'

/** The rules of the house and the formatting. */
export async function lint(args) {
  const rules = await runTool('eslint/bin/eslint.js', ['--config', 'build/eslint.config.js', '.', ...args])
  const format = await runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])
  return rules || format
}

/** The types of every layer, each with what it may know. */
export function types(args) {
  return runTool('vue-tsc/bin/vue-tsc.js', ['--build', ...args])
}
