import { useCallback, useMemo } from 'react'
import type { CaseSummary } from '#contract/incident.ts'
import { useAtlas } from '../state/atlas.ts'
import { useCatalogue } from '../state/catalogue.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { shortAreaName } from '../words/areas.ts'
import { command } from '../words/command.ts'
import { momentOf } from '../words/days.ts'

/** Where a case lies, in words: 沙沟社区 第八网格. */
export const useGridName = (): ((one: Pick<CaseSummary, 'grid' | 'community' | 'position'>) => string) => {
  const say = useSay()
  const areas = useAtlas((state) => state.areas)
  const names = useMemo(() => new Map(areas.map(({ code, name }) => [code, shortAreaName(name)])), [areas])
  return ({ grid, community, position }) => {
    if (!grid) return say(position ? command.unplaced : command.noPosition)
    return `${names.get(community ?? '') ?? ''} ${grid.name}`.trim()
  }
}

/** What the catalogue calls a matter; its code where it does not know it. */
export const useMatterName = (): ((code: string) => string) => {
  const language = usePreferences((state) => state.language)
  const matters = useCatalogue((state) => state.matters)
  return useCallback(
    (code) => {
      const name = matters.find((matter) => matter.code === code)?.name
      return name ? (language === 'en' && name.en) || name.zh : code
    },
    [matters, language],
  )
}

/** An instant as 11-22 13:05 in the district's zone. */
export const useMoment = (): ((instant: string) => string) => {
  const zone = useSession((state) => state.settings?.timeZone ?? 'Asia/Shanghai')
  return (instant) => momentOf(instant, zone).slice('2026-'.length)
}
