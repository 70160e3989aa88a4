import type { Emit, Handlers } from '#common/ipc/contract.ts'
import type { PageAnswer, PageRequest } from './page/exchange.ts'
import type { SiteFiles } from './storage/files.ts'
import type { Vault } from './vault/vault.ts'

/** What a host tells the application about itself and the machine; hosts alone read arguments and environment. */
export interface SightlineOptions {
  readonly host: 'electron' | 'web'
  readonly version: string
  /** The site folder; made when it is not there. */
  readonly folder: string
  /** Sends an event to every page. */
  readonly emit: Emit
  /** IPv4 addresses of the network adapters to search on; left out, all of them. */
  readonly adapters?: readonly string[]
  /** 5353 but for tests, which must not hear the devices of others. */
  readonly mdnsPort?: number
  /** Of WS-Discovery: 3702 but for the same tests. */
  readonly wsPort?: number
  /** Where accounts are remembered; in memory where the host has nothing better. */
  readonly vault?: Vault
  /** The disk but for tests. */
  readonly files?: SiteFiles
}

/** The whole application without a host: what Electron and the web host mount, and what a test hands them instead. */
export interface Sightline {
  readonly handlers: Handlers
  /** Answers `/live/...`: playlists, parts, pictures. */
  stream(request: PageRequest): Promise<PageAnswer>
  start(): Promise<void>
  /** Ends every connection, search and file; resolves when all is on disk. */
  stop(): Promise<void>
}

export type CreateSightline = (options: SightlineOptions) => Sightline
