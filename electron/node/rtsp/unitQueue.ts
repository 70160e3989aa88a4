import type { AppError } from '#common/errors/appError.ts'
import type { AccessUnit } from '#common/rtsp/depacketizer.ts'

/** Pictures between the network and whoever takes them. */
export interface UnitQueue {
  /** `full` when the network should wait; what it has sent by then is still taken. */
  put(unit: AccessUnit): 'full' | 'room'
  /** The next picture, or why there will be none; what is queued comes first unless the taker left. */
  next(): Promise<AccessUnit | AppError>
  isLow(): boolean
  end(error: AppError): void
}

/** Pictures that may wait: two seconds at 25 fps. Ours. */
const most = 50

export function createUnitQueue(): UnitQueue {
  const queue: AccessUnit[] = []
  let end: AppError | undefined
  let wake: () => void = () => undefined
  return {
    put(unit) {
      if (end) return 'full'
      queue.push(unit)
      wake()
      return queue.length < most ? 'room' : 'full'
    },
    async next() {
      for (;;) {
        const unit = queue.shift()
        if (unit) return unit
        if (end) return end
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    isLow: () => queue.length < most / 2,
    end(error) {
      end ??= error
      wake()
    },
  }
}
