import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { type AlarmLine, type AlarmState, type Ear, mostAlarmLines } from '#common/alarm/alarm.ts'
import { episodesOf } from '#common/alarm/episodes.ts'
import { bridge } from '../bridge/index.ts'

/** What was heard of alarms since the program began, and who is listened to. */
export const useAlarmsStore = defineStore('alarms', () => {
  const ears = shallowRef<readonly Ear[]>([])
  const lines = shallowRef<readonly AlarmLine[]>([])
  /** A person wants to hear them; undefined as long as nobody said anything. */
  const wanted = shallowRef<boolean>()
  /** A person wants to hear a tone when one begins, wherever they are. */
  const hasSound = shallowRef(false)
  /** The last line a person has had before their eyes. */
  const seen = shallowRef(0)

  const lastId = computed(() => lines.value.at(-1)?.id ?? 0)
  const episodes = computed(() => episodesOf(lines.value))
  /** Alarms that began since a person looked. */
  const unseen = computed(() => episodes.value.filter((one) => one.what === 'alarm' && one.id > seen.value).length)

  /** What was missed while this page was away is in the state: nothing is heard twice, nothing is lost. */
  function take(state: AlarmState): void {
    ears.value = state.ears
    add(state.lines)
  }

  function add(fresh: readonly AlarmLine[]): void {
    const all = new Map([...lines.value, ...fresh].map((line) => [line.id, line]))
    lines.value = [...all.values()].sort((a, b) => a.id - b.id).slice(-mostAlarmLines)
  }

  async function start(): Promise<() => void> {
    // A host that began anew counts anew.
    lines.value = []
    const stops = [bridge.on('alarms.heard', add), bridge.on('alarms.earsChanged', (now) => (ears.value = now))]
    take(await bridge.request('alarms.state'))
    if (ears.value.length > 0) wanted.value ??= true
    return () => stops.forEach((stop) => stop())
  }

  /** To everyone who is signed in, now and later; or to nobody. */
  async function listen(on: boolean): Promise<void> {
    wanted.value = on
    take(await bridge.request('alarms.listen', on ? null : []))
  }

  function look(): void {
    seen.value = lastId.value
  }

  return { ears, lines, episodes, wanted, hasSound, seen, unseen, lastId, start, listen, look }
})
