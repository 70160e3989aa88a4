import { type AlarmLine, type AlarmState, type Ear, mostAlarmLines } from '#common/alarm/alarm.ts'
import type { DeviceKey } from '#common/device/device.ts'
import type { Registry } from '../devices/registry.ts'
import { hear, type Heard } from './hear.ts'

/** Listens to the alarms of devices, for as long as anybody wants it. */
export interface AlarmWatch {
  /** Listens to these and no others; `all`: to everyone who is signed in, and to those who sign in later. */
  listen(which: readonly DeviceKey[] | 'all'): void
  /** Listens to one besides, whoever else is listened to, until it is left. */
  attend(key: DeviceKey): () => void
  /** Somebody signed in. */
  signedIn(key: DeviceKey): void
  /** Somebody signed out, or took the device off the list. */
  left(key: DeviceKey): void
  state(): AlarmState
  /** Resolves when nobody is listened to any more. */
  close(): Promise<void>
}

export interface AlarmPorts {
  readonly registry: Pick<Registry, 'open' | 'list' | 'troubled'>
  heard(lines: readonly AlarmLine[]): void
  earsChanged(ears: readonly Ear[]): void
  /** ms since the epoch. */
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export function createAlarmWatch({ registry, heard, earsChanged, now, sleep }: AlarmPorts): AlarmWatch {
  const hearings = new Map<DeviceKey, { readonly stop: AbortController; readonly over: Promise<void>; ear: Ear }>()
  let lines: readonly AlarmLine[] = []
  let lastId = 0
  let wantsAll = false
  /** Wanted by somebody for themselves; once for each of them. */
  const attended: DeviceKey[] = []
  let chosen: readonly DeviceKey[] = []

  function ears(): readonly Ear[] {
    return [...hearings.values()].map(({ ear }) => ear)
  }

  function note(device: DeviceKey, news: readonly Heard[]): void {
    const at = now()
    const fresh = news.map((one): AlarmLine => ({ ...one, device, at, id: ++lastId }))
    lines = [...lines, ...fresh].slice(-mostAlarmLines)
    heard(fresh)
  }

  function begin(key: DeviceKey): void {
    if (hearings.has(key)) return
    const stop = new AbortController()
    const hearing = {
      stop,
      ear: { device: key, state: 'opening', since: now() } as Ear,
      over: Promise.resolve(),
    }
    hearings.set(key, hearing)
    hearing.over = hear(
      {
        open: () => registry.open(key).client,
        heard: (news) => note(key, news),
        became: (state) => {
          hearing.ear = { ...state, device: key, since: now() }
          earsChanged(ears())
        },
        troubled: (error) => registry.troubled(key, error),
        now,
        sleep,
      },
      stop.signal,
    )
  }

  function end(key: DeviceKey): void {
    hearings.get(key)?.stop.abort()
    hearings.delete(key)
  }

  return {
    listen(which) {
      wantsAll = which === 'all'
      chosen = which === 'all' ? [] : which
      const all = which === 'all' ? registry.list().flatMap((device) => (device.signedInAs === undefined ? [] : [device.key])) : which
      const wanted = new Set([...all, ...attended])
      for (const key of [...hearings.keys()]) if (!wanted.has(key)) end(key)
      for (const [key, { ear }] of hearings) if (ear.state === 'ended') end(key)
      for (const key of wanted) begin(key)
      earsChanged(ears())
    },
    attend(key) {
      attended.push(key)
      if (hearings.get(key)?.ear.state === 'ended') end(key)
      begin(key)
      earsChanged(ears())
      return () => {
        attended.splice(attended.indexOf(key), 1)
        if (wantsAll || chosen.includes(key) || attended.includes(key)) return
        end(key)
        earsChanged(ears())
      }
    },
    signedIn(key) {
      const hearing = hearings.get(key)
      if (hearing ? hearing.ear.state !== 'ended' : !wantsAll && !attended.includes(key)) return
      end(key)
      begin(key)
      earsChanged(ears())
    },
    left(key) {
      if (!hearings.has(key)) return
      end(key)
      earsChanged(ears())
    },
    state: () => ({ ears: ears(), lines }),
    async close() {
      wantsAll = false
      chosen = []
      const all = [...hearings.values()]
      for (const key of [...hearings.keys()]) end(key)
      await Promise.all(all.map(({ over }) => over))
    },
  }
}
