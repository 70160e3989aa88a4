import { networkInterfaces } from 'node:os'
import { classifyAdapters } from './classify.ts'
import type { Adapter } from '#common/discovery/search.ts'

/** The IPv4 adapters of this computer now, each used or skipped with its reason. */
export function listAdapters(only: readonly string[] = []): readonly Adapter[] {
  const raw = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter((one) => one.family === 'IPv4')
      .map(({ address, netmask, internal }) => ({ name, address, netmask, internal })),
  )
  return classifyAdapters(raw, only)
}
