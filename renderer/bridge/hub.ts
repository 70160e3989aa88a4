/** Listeners by name; `on` gives back how to stop. */
export interface Hub<T> {
  on(name: string, listener: (payload: T) => void): () => void
  tell(name: string, payload: T): void
}

/** A listener that stops another while an event goes round does not disturb the round. */
export function createHub<T>(): Hub<T> {
  const listeners = new Map<string, Set<(payload: T) => void>>()
  return {
    on(name, listener) {
      const those = listeners.get(name) ?? new Set()
      listeners.set(name, those.add(listener))
      return () => void those.delete(listener)
    },
    tell(name, payload) {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(payload)
    },
  }
}
