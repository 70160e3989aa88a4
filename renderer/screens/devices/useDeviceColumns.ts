import { useLocalStorage } from '@vueuse/core'
import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DeviceSummary, Endpoint } from '#common/device/device.ts'
import { addressNumber } from '#common/discovery/addresses.ts'
import { formatOffset } from '#common/time/format.ts'
import type { Column } from '../../components/base/table.ts'
import { lookOf, nameOf, placeOf, shortFirmware, stateWord } from '../../components/devices/deviceWords.ts'
import { clockText } from '../../components/devices/timeText.ts'
import { chosenColumns, type ColumnChoice, readChoice } from './columnChoice.ts'

export interface UseDeviceColumnsOptions {
  readonly devices: () => readonly DeviceSummary[]
  /** Room for what is nice to have: MAC and when it was seen last. */
  readonly isWide: Readonly<Ref<boolean>>
  /** ms since the epoch, now and then. */
  readonly now: Readonly<Ref<number>>
}

export interface UseDeviceColumnsReturn {
  /** Those of the list, in their order. */
  readonly columns: ComputedRef<readonly Column<DeviceSummary>[]>
  /** Every column there is. */
  readonly all: ComputedRef<readonly Column<DeviceSummary>[]>
  /** Remembered on this computer; undefined gives back what suits the width of the window. */
  readonly choose: (choice: ColumnChoice) => void
}

/** Left out where there is no room, unless somebody chose it. */
const niceToHave: ReadonlySet<string> = new Set(['mac', 'seen'])

/** What needs a person first comes first. */
const urgency = ['fail', 'lock', 'ask', 'warn', 'busy', 'off', 'wait', 'ok'] as const

/** The columns of the device list, and which of them a person wants. */
export function useDeviceColumns({ devices, isWide, now }: UseDeviceColumnsOptions): UseDeviceColumnsReturn {
  const { t } = useI18n()
  /** An address is never cut: with a port beside it, it needs more room. */
  const addressWidth = computed(() => (devices().some(({ endpoint }) => endpoint.port !== 80) ? 150 : 108))

  const choice = useLocalStorage<ColumnChoice | null>('columns', null, {
    shallow: true,
    serializer: { read: (text) => readChoice(text) ?? null, write: (keys) => JSON.stringify(keys) },
  })
  const columns = computed(() =>
    choice.value ? chosenColumns(all.value, choice.value) : all.value.filter(({ key }) => isWide.value || !niceToHave.has(key)),
  )

  const all = computed<readonly Column<DeviceSummary>[]>(() => [
    {
      key: 'state',
      title: t('devices.column.state'),
      width: 122,
      sortable: true,
      value: (device) => stateWord(device, t, now.value),
      sortValue: ({ state }) => urgency.indexOf(lookOf(state).kind),
    },
    { key: 'name', title: t('devices.column.name'), width: isWide.value ? 140 : 136, sortable: true, look: 'strong', value: nameOf },
    {
      key: 'address',
      title: t('devices.column.address'),
      width: addressWidth.value,
      sortable: true,
      value: ({ endpoint }) => placeOf(endpoint),
      sortValue: ({ endpoint }) => placeNumber(endpoint),
    },
    {
      key: 'model',
      title: t('devices.column.model'),
      width: isWide.value ? 104 : 84,
      sortable: true,
      look: 'dim',
      value: ({ identity }) => identity.model,
    },
    {
      key: 'firmware',
      title: t('devices.column.firmware'),
      width: isWide.value ? 74 : 68,
      sortable: true,
      look: 'dim',
      value: ({ identity }) => shortFirmware(identity.firmware),
    },
    { key: 'mac', title: t('devices.column.mac'), width: 128, sortable: true, look: 'dim', value: ({ identity }) => identity.mac },
    {
      key: 'seen',
      title: t('devices.column.seen'),
      width: 66,
      align: 'end',
      sortable: true,
      look: 'dim',
      value: ({ lastSeen }) => clockText(lastSeen),
      sortValue: ({ lastSeen }) => lastSeen,
    },
    {
      key: 'clock',
      title: t('devices.column.clock'),
      align: 'end',
      sortable: true,
      value: ({ clockOffsetSeconds }) => (clockOffsetSeconds === undefined ? '?' : formatOffset(clockOffsetSeconds)),
      sortValue: ({ clockOffsetSeconds }) => clockOffsetSeconds,
    },
  ])

  return {
    columns,
    all,
    choose(keys) {
      choice.value = keys ?? null
    },
  }
}

/** Comparing numbers is some 50 times as fast as comparing text; what is no IPv4 address comes last. */
function placeNumber({ address, port }: Endpoint): number | undefined {
  const number = addressNumber(address)
  return number === undefined ? undefined : number * 65_536 + port
}
