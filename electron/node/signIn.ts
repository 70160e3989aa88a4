import PQueue from 'p-queue'
import { setFirstPassword, setFirstPasswordOfRecorder } from '#common/catalog/device/operate.ts'
import type { Account, TypedAccount } from '#common/accounts/accounts.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { toAppError } from '#common/errors/appError.ts'
import type { SignInOutcome } from '#common/ipc/contract.ts'
import type { Registry } from './devices/registry.ts'
import type { Journal } from './storage/journal.ts'
import type { Vault } from './vault/vault.ts'

/** Signing in, always because a person asked: one device, or one account for many. */
export interface SignIn {
  many(keys: readonly DeviceKey[], account: TypedAccount): Promise<readonly SignInOutcome[]>
  /** With the account each is remembered with. */
  remembered(keys: readonly DeviceKey[]): Promise<readonly SignInOutcome[]>
  firstPassword(key: DeviceKey, account: TypedAccount): Promise<SignInOutcome>
  out(key: DeviceKey): void
}

/** Devices signed in to at once; each gets one attempt. */
const atOnce = 8

export interface SignInOptions {
  readonly registry: Registry
  readonly journal: Journal
  readonly vault: Vault
  readonly onSignedIn: (key: DeviceKey) => void
}

export function createSignIn({ registry, journal, vault, onSignedIn }: SignInOptions): SignIn {
  async function one(key: DeviceKey, accountOf: (key: DeviceKey) => Account): Promise<SignInOutcome> {
    try {
      const { client } = registry.open(key)
      const { user, password } = accountOf(key)
      await client.signIn({ user, password })
      registry.signedIn(key, user)
      onSignedIn(key)
      return { device: key }
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.kind !== 'vault') registry.refused(key, error)
      return { device: key, error }
    }
  }

  function each(keys: readonly DeviceKey[], accountOf: (key: DeviceKey) => Account): Promise<readonly SignInOutcome[]> {
    const queue = new PQueue({ concurrency: atOnce })
    return queue.addAll(keys.map((key) => () => one(key, accountOf)))
  }

  /** Only what a device has taken is remembered, all of it with one write. */
  async function remember(outcomes: readonly SignInOutcome[], typed: TypedAccount): Promise<readonly SignInOutcome[]> {
    const taken = outcomes.filter(({ error }) => error === undefined)
    if (!typed.remember || taken.length === 0) return outcomes
    const { user, password } = typed
    try {
      await vault.keep(new Map(taken.map(({ device }) => [device, { user, password }])))
      return outcomes
    } catch (thrown) {
      const notRemembered = toAppError(thrown)
      return outcomes.map((outcome) => (outcome.error === undefined ? { ...outcome, notRemembered } : outcome))
    }
  }

  return {
    many: async (keys, account) => remember(await each(keys, () => account), account),
    remembered: (keys) => each(keys, vault.accountOf),
    async firstPassword(key, account) {
      const { user, password } = account
      try {
        const { client, identity } = registry.open(key)
        await client.act(identity.series === 'nvr' ? setFirstPasswordOfRecorder : setFirstPassword, {}, { user, password })
        // The device has it whether or not the disk takes the line; a plan that follows tells of the disk.
        await journal.add({ device: key, job: '', what: 'note', note: 'firstPassword', facts: { user } }).catch(() => undefined)
      } catch (thrown) {
        return { device: key, error: toAppError(thrown) }
      }
      const outcome = await one(key, () => account)
      return (await remember([outcome], account))[0] ?? outcome
    },
    out(key) {
      registry.open(key).client.signOut()
      registry.signedIn(key, undefined)
    },
  }
}
