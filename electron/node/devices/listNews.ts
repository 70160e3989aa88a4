import type { DeviceKey, DeviceSummary } from '#common/device/device.ts'
import type { DeviceListChange } from '#common/device/listChange.ts'
import { throttle } from '../throttle.ts'

/** The list is told at most this often, ms: a search finds 200 devices within a second. */
const tellEveryMs = 100

export interface ListNewsOptions {
  /** The row of a device now; undefined when it is on the list no more. */
  readonly find: (key: DeviceKey) => DeviceSummary | undefined
  readonly tell: (change: DeviceListChange) => void
}

export interface ListNews {
  /** Something about this device changed. */
  readonly note: (key: DeviceKey) => void
  cancel(): void
}

/** Tells which rows of the list changed, as they are when it is told: a site of 5,000 devices is 2.4 MB, its news some rows. */
export function createListNews({ find, tell }: ListNewsOptions): ListNews {
  const noted = new Set<DeviceKey>()
  const telling = throttle(() => {
    const rows = [...noted].map((key) => ({ key, row: find(key) }))
    noted.clear()
    tell({
      changed: rows.flatMap(({ row }) => row ?? []),
      gone: rows.flatMap(({ key, row }) => (row === undefined ? key : [])),
    })
  }, tellEveryMs)

  return {
    note(key) {
      noted.add(key)
      telling.call()
    },
    cancel: telling.cancel,
  }
}
