/** A clock as cheap devices have it: off by something, running a little fast or slow. */
export interface DeviceClock {
  /** What the device takes for UTC now, ms since the epoch. */
  utcMs(): number
  /** Puts the clock to a moment; the device's second starts here. */
  set(utcMs: number): void
  /** Asks a time server every so many ms, starting now; `undefined` stops it. */
  follow(intervalMs: number | undefined): void
}

export interface DeviceClockOptions {
  /** True time, ms since the epoch. */
  readonly now: () => number
  /** ms ahead of true time at the start; negative when behind. */
  readonly offsetMs?: number
  /** ppm the clock runs fast; 20 ppm is 1.7 s a day. */
  readonly driftPpm?: number
}

/** ms a time server leaves a device off, ours: well within the 50 ms a good local network allows. */
const ntpResidualMs = 12

/** Works out its time when asked; nothing ticks. */
export function createDeviceClock({ now, offsetMs = 0, driftPpm = 0 }: DeviceClockOptions): DeviceClock {
  let set = { at: now(), utc: now() + offsetMs }
  let server: { askedAt: number; readonly intervalMs: number } | undefined

  function askServer(at: number) {
    set = { at, utc: at + ntpResidualMs }
    if (server) server.askedAt = at
  }

  function catchUp(): number {
    const at = now()
    if (server) {
      const rounds = Math.floor((at - server.askedAt) / server.intervalMs)
      if (rounds >= 1) askServer(server.askedAt + rounds * server.intervalMs)
    }
    return at
  }

  return {
    utcMs: () => {
      const at = catchUp()
      return set.utc + (at - set.at) * (1 + driftPpm / 1e6)
    },
    set: (utcMs) => {
      set = { at: catchUp(), utc: utcMs }
    },
    follow: (intervalMs) => {
      const at = catchUp()
      server = intervalMs === undefined ? undefined : { askedAt: at, intervalMs }
      if (server) askServer(at)
    },
  }
}
