import PQueue from 'p-queue'
import { setFirstPassword, setFirstPasswordOfRecorder } from '#common/catalog/device/operate.ts'
import type { DeviceKey } from '#common/device/device.ts'
import { toAppError } from '#common/errors/appError.ts'
import type { SignInOutcome } from '#common/ipc/contract.ts'
import type { Registry } from './devices/registry.ts'
import type { Journal } from './storage/journal.ts'

export interface Account {
  readonly user: string
  readonly password: string
}

/** Signing in, always because a person asked: one device, or one account for many. */
export interface SignIn {
  many(keys: readonly DeviceKey[], account: Account): Promise<readonly SignInOutcome[]>
  firstPassword(key: DeviceKey, account: Account): Promise<SignInOutcome>
  out(key: DeviceKey): void
}

/** Devices signed in to at once; each gets one attempt. */
const atOnce = 8

export interface SignInOptions {
  readonly registry: Registry
  readonly journal: Journal
  readonly onSignedIn: (key: DeviceKey) => void
}

export function createSignIn({ registry, journal, onSignedIn }: SignInOptions): SignIn {
  async function one(key: DeviceKey, account: Account): Promise<SignInOutcome> {
    try {
      await registry.open(key).client.signIn(account)
      registry.signedIn(key, account.user)
      onSignedIn(key)
      return { device: key }
    } catch (thrown) {
      const error = toAppError(thrown)
      registry.refused(key, error)
      return { device: key, error }
    }
  }

  return {
    async many(keys, account) {
      const queue = new PQueue({ concurrency: atOnce })
      return queue.addAll(keys.map((key) => () => one(key, account)))
    },
    async firstPassword(key, account) {
      try {
        const { client, identity } = registry.open(key)
        await client.act(identity.series === 'nvr' ? setFirstPasswordOfRecorder : setFirstPassword, {}, account)
        // The device has it whether or not the disk takes the line; a plan that follows tells of the disk.
        await journal
          .add({ device: key, job: '', what: 'note', note: 'firstPassword', facts: { user: account.user } })
          .catch(() => undefined)
      } catch (thrown) {
        return { device: key, error: toAppError(thrown) }
      }
      return one(key, account)
    },
    out(key) {
      registry.open(key).client.signOut()
      registry.signedIn(key, undefined)
    },
  }
}
