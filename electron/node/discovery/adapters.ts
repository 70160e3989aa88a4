import { networkInterfaces } from 'node:os'
import { classifyAdapters } from '#common/discovery/adapters.ts'
import type { Adapter } from '#common/discovery/search.ts'

/** The adapters of this computer as they are now; `only` names the addresses to use instead of those that seem right. */
export function listAdapters(only: readonly string[] = []): readonly Adapter[] {
  return classifyAdapters(networkInterfaces(), only)
}
