import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { usePreferences, useSay } from '../state/preferences.ts'
import { screen } from '../words/screen.ts'
import type { Scene } from './scene.ts'
import { mapStage, type Stage } from './stage.ts'

const STEP = 0.05
const nothing = () => {}
const EVENTS = {
  point: nothing,
  leave: nothing,
  selectPin: nothing,
  pointPin: nothing,
  pickCase: nothing,
  viewed: nothing,
  tilesFailed: nothing,
}
const within = (share: number) => Math.max(0, Math.min(1, share))

/** A second map over the first, which looks where the first does, up to a handle that is drawn across them. */
export const Swipe = ({ main, before }: { main: Stage; before: Scene }) => {
  const say = useSay()
  const theme = usePreferences((state) => state.theme)
  const container = useRef<HTMLDivElement>(null)
  const root = useRef<HTMLDivElement>(null)
  const stage = useRef<Stage | null>(null)
  /** 0–1 of the width that the published side has. */
  const [share, setShare] = useState(0.5)

  // biome-ignore lint/correctness/useExhaustiveDependencies: one map as long as it is compared; later themes are told to it below
  useEffect(() => {
    const own = mapStage(container.current!, theme, null, EVENTS)
    stage.current = own
    const stop = main.watch((camera) => own.jumpTo(camera))
    return () => {
      stop()
      own.destroy()
    }
  }, [main])
  useEffect(() => stage.current?.show(before), [before])

  const drag = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const { left, width } = root.current!.getBoundingClientRect()
    setShare(within((event.clientX - left) / width))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -1, End: 1 }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setShare(within(share + step))
  }
  return (
    <div
      className="swipe"
      ref={root}
      style={{ ['--at' as string]: `${share * 100}%` }}
      data-testid="swipe"
      data-share={share.toFixed(2)}
    >
      <div className="swipe-before" ref={container} aria-hidden="true" />
      <span className="swipe-name swipe-left" aria-hidden="true">
        {say(screen.swipeBefore)}
      </span>
      <span className="swipe-name swipe-right" aria-hidden="true">
        {say(screen.swipeAfter)}
      </span>
      <div
        className="swipe-handle"
        role="slider"
        tabIndex={0}
        aria-label={say(screen.swipe)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={onKeyDown}
      />
    </div>
  )
}
