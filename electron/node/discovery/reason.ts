/** The system's word for what went wrong, as `EADDRINUSE`; else the sentence. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') return thrown.code
  return thrown instanceof Error ? thrown.message : String(thrown)
}
