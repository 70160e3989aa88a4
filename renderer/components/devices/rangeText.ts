import type { SweepRange } from '#common/discovery/search.ts'

/** A range as one reads it: "192.168.0.1 – .254"; in full where the subnets differ. */
export function rangeText({ from, to }: Pick<SweepRange, 'from' | 'to'>): string {
  if (from === to) return from
  const subnet = from.slice(0, from.lastIndexOf('.') + 1)
  return `${from} – ${to.startsWith(subnet) ? to.slice(subnet.length - 1) : to}`
}
