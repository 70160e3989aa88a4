import { type Ref, watch } from 'vue'
import type { AlarmLine } from '#common/alarm/alarm.ts'

/** ms between two sounds: a storm of alarms is one sound, not a siren. */
const pauseMs = 2000

/** A short tone when an alarm begins while `on`. The browser allows it, for the switch that turns it on was pressed by a person. */
export function useAlarmSound(lines: Ref<readonly AlarmLine[]>, on: Ref<boolean>, play: () => void = tone): void {
  let last = -Infinity
  watch(lines, (now, before) => {
    if (!on.value) return
    const known = before.at(-1)?.id ?? 0
    const hasBegun = now.some((line) => line.id > known && line.what === 'alarm' && line.active)
    if (!hasBegun || performance.now() - last < pauseMs) return
    last = performance.now()
    play()
  })
}

/** 180 ms of 880 Hz, swelling and fading so that it does not click. */
function tone(): void {
  const context = new AudioContext()
  const gain = context.createGain()
  const source = context.createOscillator()
  const end = context.currentTime + 0.18
  source.frequency.value = 880
  gain.gain.setValueAtTime(0, context.currentTime)
  gain.gain.linearRampToValueAtTime(0.2, context.currentTime + 0.02)
  gain.gain.linearRampToValueAtTime(0, end)
  source.connect(gain).connect(context.destination)
  source.onended = () => void context.close()
  source.start()
  source.stop(end)
}
