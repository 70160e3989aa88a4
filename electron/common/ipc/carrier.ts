import type { Outcome } from './contract.ts'

/**
 * What carries the contract between the page and its host: the preload's doorway in Electron, a WebSocket in the web host.
 *
 * Names are plain text here because a carrier refuses unknown ones itself; only JSON-like data passes.
 */
export interface Carrier {
  request(name: string, args: readonly unknown[]): Promise<Outcome<unknown>>
  /** Listens to one event; call what comes back to stop. */
  on(name: string, listener: (payload: unknown) => void): () => void
}

/** What the page may call over the web host's socket. */
export interface HostSide {
  ask(name: string, args: readonly unknown[]): Promise<Outcome<unknown>>
}

/** What the web host may call in the page. */
export interface PageSide {
  tell(name: string, payload: unknown): void
}
