import { create } from 'zustand'
import type { Arrival } from './cases.ts'
import { isCalling, lightOf } from './lights.ts'

interface Sound {
  readonly isOn: boolean
  /** Only by a click: a browser lets no page make a sound that nobody asked for. */
  toggle(): void
}

let context: AudioContext | null = null

export const useSound = create<Sound>()((set, state) => ({
  isOn: false,
  toggle() {
    const isOn = !state().isOn
    context ??= isOn ? new AudioContext() : null
    void (isOn ? context?.resume() : context?.suspend())
    set({ isOn })
  },
}))

/** What is worth a sound: a call for help that nobody has answered, and a case that is overdue as it comes in. */
export const isLoud = ({ action, case: one }: Pick<Arrival, 'action' | 'case'>, now: number): boolean => {
  if (action === 'ring') return isCalling(one)
  return action === 'report' && (isCalling(one) || lightOf(one, now) === 'red')
}

const HIGH_HZ = 880
const LOW_HZ = 660
const BEAT_S = 0.18
const VOLUME = 0.2

/** Two short tones, twice, where sound is on. */
export const ring = (): void => {
  if (!context || !useSound.getState().isOn) return
  const start = context.currentTime
  for (const [beat, frequency] of [HIGH_HZ, LOW_HZ, HIGH_HZ, LOW_HZ].entries()) {
    const tone = new OscillatorNode(context, { frequency, type: 'triangle' })
    const gain = new GainNode(context, { gain: VOLUME })
    tone.connect(gain).connect(context.destination)
    tone.start(start + beat * BEAT_S)
    tone.stop(start + (beat + 0.85) * BEAT_S)
  }
}
