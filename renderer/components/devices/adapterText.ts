import type { Adapter } from '#common/discovery/search.ts'

export interface AdapterWords {
  (key: string, facts: Readonly<Record<string, string | number>>): string
}

/** One adapter in a line: "Cable 192.168.10.5/24", "Wi-Fi off", "Tunnel0 skipped: VPN". */
export function adapterText({ name, address, prefix, used, skipped }: Adapter, t: AdapterWords): string {
  if (used) return t('devices.adapter.used', { name, address, prefix })
  if (skipped === 'down') return t('devices.adapter.off', { name })
  return t('devices.adapter.skipped', { name, why: t(`devices.adapter.${skipped ?? 'other'}`, {}) })
}
