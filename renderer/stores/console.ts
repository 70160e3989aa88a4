import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AppError } from '#common/errors/appError.ts'
import type { ConsoleReply } from '#common/console/reply.ts'
import type { DeviceKey } from '#common/device/device.ts'

/** A request that was sent and what came of it. */
export interface ConsoleLine {
  readonly number: number
  /** As it may be shown: a secret is dots, and has to be typed again. */
  readonly asked: string
  readonly at: number
  readonly reply?: ConsoleReply
  readonly error?: AppError
}

/** Lines kept of one device; ours. */
const mostLines = 50

/** Requests typed since the program began, newest first; kept while one looks at something else, and nowhere on disk. */
export const useConsoleStore = defineStore('console', () => {
  const lines = shallowRef<ReadonlyMap<DeviceKey, readonly ConsoleLine[]>>(new Map())
  let number = 0

  function of(key: DeviceKey): readonly ConsoleLine[] {
    return lines.value.get(key) ?? []
  }

  function add(key: DeviceKey, line: Omit<ConsoleLine, 'number'>): void {
    lines.value = new Map(lines.value).set(key, [{ ...line, number: ++number }, ...of(key)].slice(0, mostLines))
  }

  return { of, add }
})
