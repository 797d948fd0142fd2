import { create } from 'zustand'
import type { Camera } from '#contract/camera.ts'

/** The cameras around the open case, and the one that is pointed at in their list. */
interface Cameras {
  readonly shown: readonly Camera[]
  readonly pointed: string | null
  show(cameras: readonly Camera[]): void
  point(id: string | null): void
}

export const useCameras = create<Cameras>()((set) => ({
  shown: [],
  pointed: null,
  show: (shown) => set({ shown, pointed: null }),
  point: (pointed) => set({ pointed }),
}))
