import { parseQuery } from '#common/wire/pairs.ts'
import type { Answer } from '#simulator/cgi/answer.ts'
import { createVirtualDevice, type VirtualDevice, type VirtualDeviceOptions } from '#simulator/device.ts'
import type { Profile } from '#simulator/profile.ts'
import { demoAccount, type ProfileId, profiles } from '#simulator/profiles.ts'
import { testIdentity } from './virtualDevice.ts'

/** A device without a socket, asked with its account in the query, so that a test reads as request and reply. */
export interface AskedDevice {
  readonly device: VirtualDevice
  /** `get('param', 'type=deviceInfo')`: the whole answer. */
  readonly answer: (program: string, query: string) => Answer
  /** The body alone. */
  readonly ask: (program: string, query: string) => string
}

export function virtualDevice(
  profile: ProfileId | Profile = 'ipc',
  options: Partial<Omit<VirtualDeviceOptions, 'profile'>> & { readonly quirks?: readonly string[] } = {},
): AskedDevice {
  const known: Profile = typeof profile === 'object' ? profile : profiles[profile]
  const device = createVirtualDevice({
    identity: testIdentity,
    endpoint: { address: '127.20.0.1', port: 80 },
    account: demoAccount,
    ...options,
    profile: { ...known, signIn: 'query', quirks: options.quirks ?? known.quirks ?? [] },
  })
  const answer = (program: string, query: string) =>
    device.answer({
      method: 'GET',
      program,
      target: `/cgi-bin/${program}.cgi?userName=${demoAccount.user}&password=${demoAccount.password}&${query}`,
      pairs: parseQuery(query),
    })
  return { device, answer, ask: (program, query) => answer(program, query).body }
}
