import type { Words } from './words.ts'

/** What is said of grids, said of beats: while beats are redrawn, they stand where grids do. */
export const ofBeats = ({ zh, en }: Words): Words => ({
  zh: zh.replaceAll('专属网格', '警格').replaceAll('网格', '警格'),
  en: en.replaceAll('grid', 'beat').replaceAll('Grid', 'Beat'),
})
