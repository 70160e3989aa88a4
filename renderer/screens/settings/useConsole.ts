import { computed, type MaybeRefOrGetter, ref, shallowRef, toValue, watch } from 'vue'
import { shownRequest } from '#common/console/mask.ts'
import { recognise, type Recognised, type Weight, weightOf } from '#common/console/recognise.ts'
import type { ConsoleReply } from '#common/console/reply.ts'
import { readTyped, type TypedProblem } from '#common/console/typed.ts'
import type { DeviceSummary } from '#common/device/device.ts'
import { toAppError } from '#common/errors/appError.ts'
import { bridge } from '../../bridge/index.ts'
import { useTurns } from '../../composables/useTurns.ts'
import { type ConsoleLine, useConsoleStore } from '../../stores/console.ts'

/** A typed text as it would be sent, or why it cannot be. */
type Judged =
  | { readonly problem: TypedProblem | 'goesOn' | 'file' }
  | { readonly asked: string; readonly recognised: Recognised; readonly weight: Exclude<Weight, 'goesOn' | 'file'> }

/** Requests typed for one device: what would be sent, what it costs, what came back, what was sent before. */
export function useConsole(device: MaybeRefOrGetter<DeviceSummary>, stale: (ids: ConsoleReply['stale']) => void) {
  const store = useConsoleStore()
  const text = ref('')
  const busy = ref(false)
  const turns = useTurns()
  /** Number of the line one looks at; the newest unless one was picked. */
  const picked = shallowRef<number>()

  const lines = computed(() => store.of(toValue(device).key))
  const line = computed((): ConsoleLine | undefined => lines.value.find(({ number }) => number === picked.value) ?? lines.value[0])
  const judged = computed((): Judged => {
    const typed = readTyped(text.value)
    if (typeof typed === 'string') return { problem: typed }
    const recognised = recognise(typed, toValue(device).identity.series)
    const weight = weightOf(recognised)
    if (weight === 'goesOn' || weight === 'file') return { problem: weight }
    return { asked: shownRequest(typed, recognised), recognised, weight }
  })
  const problem = computed(() => ('problem' in judged.value ? judged.value.problem : undefined))
  const ready = computed(() => ('problem' in judged.value ? undefined : judged.value))

  async function send(): Promise<void> {
    const [sent, asked, { key }] = [text.value, ready.value?.asked, toValue(device)]
    if (busy.value || asked === undefined) return
    const isNewest = turns.begin()
    busy.value = true
    const at = Date.now()
    try {
      const reply = await bridge.request('console.send', key, sent)
      store.add(key, { asked, at, reply })
      if (isNewest()) stale(reply.stale)
    } catch (thrown) {
      store.add(key, { asked, at, error: toAppError(thrown) })
      // Nobody knows whether the device took it.
      if (isNewest() && ready.value?.weight !== 'reads') stale('all')
    } finally {
      if (isNewest()) {
        busy.value = false
        picked.value = undefined
      }
    }
  }

  watch(
    () => toValue(device).key,
    () => {
      turns.drop()
      busy.value = false
      picked.value = undefined
      text.value = ''
    },
  )

  return { text, busy, lines, line, picked, problem, ready, send }
}
