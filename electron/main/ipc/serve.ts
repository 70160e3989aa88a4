import { type BrowserWindow, ipcMain, type WebFrameMain } from 'electron'
import { answer } from '#common/ipc/answer.ts'
import type { Emit, Handlers, Outcome } from '#common/ipc/contract.ts'
import { requestNames } from '#common/ipc/names.ts'
import { isOurs } from '../origin.ts'

/** Answers the page. The only caller of `ipcMain.handle`; whoever is not our page in its main frame is refused. */
export function serve(handlers: Handlers): void {
  for (const name of requestNames)
    ipcMain.handle(name, async (event, ...args: readonly unknown[]): Promise<Outcome<unknown>> => {
      if (!isOurMainFrame(event.senderFrame))
        return { ok: false, error: { kind: 'bug', message: `${name}: refused, the sender is not our page` } }
      return answer(handlers, name, args)
    })
}

/** Sends events to every window that still stands. */
export function emitTo(windows: () => readonly BrowserWindow[]): Emit {
  return (name, payload) => {
    for (const window of windows()) if (!window.isDestroyed()) window.webContents.send(name, payload)
  }
}

/** A frame inside another has a parent; a frame that is gone is null. */
function isOurMainFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOurs(frame.url)
}
