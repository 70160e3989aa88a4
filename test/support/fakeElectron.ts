import { EventEmitter } from 'node:events'

/*
 * As much of Electron as the host uses, by hand: one process, where what crosses is cloned as Electron clones it. Electron's own
 * behaviour is not proven by it; what we ask of Electron is. `vi.mock('electron', () => import('#test/support/fakeElectron.ts'))`
 */

type Listener = (event: unknown, payload: unknown) => void
type Handler = (event: { readonly senderFrame: FakeFrame | null }, ...args: readonly unknown[]) => Promise<unknown>
type Granted = () => boolean
type PermissionRequest = (contents: unknown, permission: string, decide: (granted: boolean) => void) => void
type SchemeHandler = (request: Request) => Promise<Response> | Response

/** The page a message comes from, as far as Electron tells. */
export interface FakeFrame {
  readonly url: string
  readonly parent: FakeFrame | null
}

export const ourFrame: FakeFrame = { url: 'sightline://app/', parent: null }

const toPage: EventEmitter = new EventEmitter()
let sender: FakeFrame | null = ourFrame

/** Who the next messages seem to come from. */
export function pretendToBe(frame: FakeFrame | null): void {
  sender = frame
}

export class FakeContents extends EventEmitter {
  openHandler: ((details: unknown) => { action: string }) | undefined
  send(name: string, payload: unknown): void {
    toPage.emit(name, {}, structuredClone(payload))
  }
  setWindowOpenHandler(handler: (details: unknown) => { action: string }): void {
    this.openHandler = handler
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly opened: BrowserWindow[] = []
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.opened
  }
  readonly webContents: FakeContents = new FakeContents()
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> }
  loaded = ''
  shown = false
  focused = 0
  destroyed = false
  constructor(options: { readonly webPreferences: Readonly<Record<string, unknown>> }) {
    super()
    this.options = options
    BrowserWindow.opened.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url: string): Promise<void> {
    this.loaded = url
    return Promise.resolve()
  }
  show(): void {
    this.shown = true
  }
  focus(): void {
    this.focused += 1
  }
  isMinimized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
}

class FakeApp extends EventEmitter {
  firstInstance = true
  quits = 0
  sandboxed = false
  requestSingleInstanceLock(): boolean {
    return this.firstInstance
  }
  enableSandbox(): void {
    this.sandboxed = true
  }
  whenReady(): Promise<void> {
    return Promise.resolve()
  }
  getVersion(): string {
    return '0.1.0'
  }
  getPath(name: string): string {
    return `/home/someone/${name}`
  }
  quit(): void {
    this.quits += 1
  }
}

export const app = new FakeApp()

/** The key store of a system that has one. What it does is no encryption, only unlike the text. */
export const keyStore = { isThere: true, backend: 'gnome_libsecret', isBroken: false }

export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(keyStore.isThere),
  getSelectedStorageBackend: (): string => keyStore.backend,
  encryptStringAsync: (text: string): Promise<Buffer> => Promise.resolve(Buffer.from(Buffer.from(text).map((byte) => byte ^ 0x5a))),
  decryptStringAsync(sealed: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }> {
    if (keyStore.isBroken) return Promise.reject(new Error(`cannot decrypt ${sealed.toString('base64')}`))
    return Promise.resolve({ result: Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString(), shouldReEncrypt: false })
  },
}

export const handlers = new Map<string, Handler>()

export const ipcMain = {
  handle: (name: string, handler: Handler) => void handlers.set(name, handler),
}

export const ipcRenderer = {
  async invoke(name: string, ...args: readonly unknown[]): Promise<unknown> {
    const handler = handlers.get(name)
    if (!handler) throw new Error(`No handler registered for '${name}'`)
    return structuredClone(await handler({ senderFrame: sender }, ...structuredClone(args)))
  },
  on: (name: string, listener: Listener) => void toPage.on(name, listener),
  off: (name: string, listener: Listener) => void toPage.off(name, listener),
  listening: (name: string) => toPage.listenerCount(name),
}

/** What the page was given, by name. */
export const exposed = new Map<string, unknown>()

export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown) => void exposed.set(name, value),
}

/** What the session was told to do, when asked. */
export const asked: {
  permissionRequest?: PermissionRequest
  permissionCheck?: Granted
  devicePermission?: Granted
} = {}

/** Who answers which scheme. */
export const mounted = new Map<string, SchemeHandler>()

export const session = {
  defaultSession: {
    protocol: { handle: (scheme: string, serve: SchemeHandler) => void mounted.set(scheme, serve) },
    setPermissionRequestHandler: (handler: PermissionRequest) => void (asked.permissionRequest = handler),
    setPermissionCheckHandler: (handler: Granted) => void (asked.permissionCheck = handler),
    setDevicePermissionHandler: (handler: Granted) => void (asked.devicePermission = handler),
  },
}

/** The schemes declared before Electron was ready. */
export const schemes: unknown[] = []

export const protocol = {
  registerSchemesAsPrivileged: (declared: readonly unknown[]) => void schemes.push(...declared),
}

export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined }
