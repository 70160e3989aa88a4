import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The system's own Python, where Debian's bindings are. */
const python = '/usr/bin/python3'

const probe = `
import gi
for name in ("Gst", "GstRtsp", "GstRtspServer"): gi.require_version(name, "1.0")
from gi.repository import Gst, GstRtsp, GstRtspServer
Gst.init(None)
raise SystemExit(any(Gst.ElementFactory.find(name) is None for name in ("x264enc", "x265enc", "rtph264pay", "rtph265pay")))
`

/** Packages of Debian that must be there for these tests to run. */
export const gstPackages =
  'gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly'

/** True where GStreamer's RTSP server and its coders are on this machine. */
export function hasGstServer(): boolean {
  return spawnSync(python, ['-c', probe], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

export interface GstServer {
  readonly port: number
  /** Signs of life it was shown so far. */
  signsOfLife(): number
  close(): Promise<void>
}

/** Starts it; `admin`, `right-1234` is let in. */
export async function startGstServer(asks: 'none' | 'basic' | 'digest'): Promise<GstServer> {
  const file = fileURLToPath(new URL('gstServer.py', import.meta.url))
  const child = spawn(python, [file, asks], { stdio: ['pipe', 'pipe', 'ignore'] })
  const [printed] = (await once(child.stdout, 'data')) as [Buffer]
  let signs = 0
  child.stdout.on('data', (lines: Buffer) => (signs += lines.toString().split('GET_PARAMETER').length - 1))
  return {
    port: Number(printed.toString()),
    signsOfLife: () => signs,
    async close() {
      const gone = once(child, 'exit')
      child.stdin.end()
      const timer = setTimeout(() => child.kill('SIGKILL'), 2000)
      await gone
      clearTimeout(timer)
    },
  }
}
