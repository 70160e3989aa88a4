import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Carrier } from '#common/ipc/carrier.ts'
import { isEventName, isRequestName } from '#common/ipc/names.ts'

const doorway: Carrier = {
  request(name, args) {
    if (!isRequestName(name)) return Promise.resolve({ ok: false, error: { kind: 'bug', message: 'no such request' } })
    return ipcRenderer.invoke(name, ...args)
  },
  on(name, listener) {
    if (!isEventName(name)) return () => undefined
    const listening = (_event: IpcRendererEvent, payload: unknown) => listener(payload)
    ipcRenderer.on(name, listening)
    return () => void ipcRenderer.off(name, listening)
  },
}

contextBridge.exposeInMainWorld('sightline', doorway)
