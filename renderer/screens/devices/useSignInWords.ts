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

/** Why signing in to a device makes no sense now; undefined where it does. Without words, for it is asked of thousands. */
export function whyLeftOut(
  { state, signedInAs, waitUntil }: DeviceSummary,
  now: number,
): 'gone' | 'firstPassword' | 'locked' | 'signedIn' | undefined {
  if (state === 'gone' || state === 'firstPassword') return state
  if (state === 'locked' && waitUntil !== undefined && waitUntil > now) return 'locked'
  return signedInAs === undefined ? undefined : 'signedIn'
}

/** What signing in to many says of each. */
export function useSignInWords(): UseSignInWordsReturn {
  const { t } = useI18n()
  const { describe } = useErrorText()

  return {
    rowOf({ device: key, error, notRemembered }, devices) {
      const device = devices.find((one) => one.key === key)
      const name = device ? nameOf(device) : key
      if (notRemembered) return { key, name, kind: 'warn', sub: t('signIn.notRemembered', { why: describe(notRemembered, name).text }) }
      if (!error) return { key, name, kind: 'ok', sub: t('signIn.signedIn') }
      const { text, code } = describe(error, name)
      return { key, name, kind: kindOf(error), sub: `${text} ${code}` }
    },
    leftOutOf(device, now) {
      const why = whyLeftOut(device, now)
      return why && t(`signIn.leftOut.${why}`, { user: device.signedInAs ?? '' })
    },
  }
}

function kindOf(error: NonNullable<SignInOutcome['error']>): Kind {
  if (error.kind === 'locked' || error.kind === 'budget') return 'lock'
  return error.kind === 'device' && error.remedy === 'firstPassword' ? 'ask' : 'fail'
}
