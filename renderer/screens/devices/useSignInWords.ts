import { useI18n } from 'vue-i18n'
import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import type { SignInOutcome } from '#common/ipc/contract.ts'
import type { Kind } from '../../components/base/kind.ts'
import { nameOf } from '../../components/devices/deviceWords.ts'
import { useErrorText } from '../../composables/useErrorText.ts'

export interface SignInRow {
  readonly key: DeviceKey
  readonly name: string
  readonly kind: Kind
  readonly sub: string
}

export interface UseSignInWordsReturn {
  /** How one device answered, in a line. */
  rowOf(outcome: SignInOutcome, devices: readonly DeviceSummary[]): SignInRow
  /** Why a device is not asked; undefined when it is. `now` in ms since the epoch. */
  leftOutOf(device: DeviceSummary, now: number): string | undefined
}

/** What signing in to many says of each. */
export function useSignInWords(): UseSignInWordsReturn {
  const { t } = useI18n()
  const { describe } = useErrorText()

  return {
    rowOf({ device: key, error }, devices) {
      const device = devices.find((one) => one.key === key)
      const name = device ? nameOf(device) : key
      if (!error) return { key, name, kind: 'ok', sub: t('signIn.signedIn') }
      const { text, code } = describe(error, name)
      return { key, name, kind: kindOf(error), sub: `${text} ${code}` }
    },
    leftOutOf({ state, signedInAs, waitUntil }, now) {
      if (state === 'gone') return t('signIn.leftOut.gone')
      if (state === 'firstPassword') return t('signIn.leftOut.firstPassword')
      if (state === 'locked' && waitUntil !== undefined && waitUntil > now) return t('signIn.leftOut.locked')
      return signedInAs === undefined ? undefined : t('signIn.leftOut.signedIn', { user: signedInAs })
    },
  }
}

function kindOf(error: NonNullable<SignInOutcome['error']>): Kind {
  if (error.kind === 'locked' || error.kind === 'budget') return 'lock'
  return error.kind === 'device' && error.remedy === 'firstPassword' ? 'ask' : 'fail'
}
