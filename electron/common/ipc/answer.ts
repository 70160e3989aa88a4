import { z } from 'zod'
import { toAppError } from '../errors/appError.ts'
import { type Handlers, type Outcome, requests } from './contract.ts'
import { isRequestName } from './names.ts'

/**
 * Answers one question: arguments checked, handler called, whatever was thrown turned into data. Both hosts call this and
 * nothing else, so that they cannot differ.
 */
export async function answer(handlers: Handlers, name: unknown, raw: unknown): Promise<Outcome<unknown>> {
  if (!isRequestName(name)) return { ok: false, error: { kind: 'bug', message: 'no such request' } }
  const args = z.core.safeParse<z.core.$ZodType<readonly unknown[]>>(requests[name].args, raw)
  if (!args.success)
    return {
      ok: false,
      error: { kind: 'bug', message: `${name}: ${args.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`).join('; ')}` },
    }
  try {
    const handler = handlers[name] as (...args: readonly unknown[]) => Promise<unknown>
    return { ok: true, value: await handler(...args.data) }
  } catch (thrown) {
    return { ok: false, error: toAppError(thrown) }
  }
}
