import { onMounted, type ShallowRef, shallowRef } from 'vue'
import type { Adapter } from '#common/discovery/search.ts'
import { bridge } from '#renderer/bridge/index.ts'

/** The addresses of this computer; none until the host has answered, and none when it cannot. */
export function useAdapters(): { readonly adapters: Readonly<ShallowRef<readonly Adapter[]>> } {
  const adapters = shallowRef<readonly Adapter[]>([])

  onMounted(async () => {
    const facts = await bridge.request('app.facts').catch(() => undefined) // only a hint hangs on it
    adapters.value = facts?.adapters ?? []
  })

  return { adapters }
}
