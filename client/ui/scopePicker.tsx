import { type ReactNode, useState } from 'react'
import type { Area } from '#contract/area.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { shortAreaName } from '../words/areas.ts'
import { screen } from '../words/screen.ts'
import { Icon } from './icons.tsx'
import { Menu } from './parts.tsx'

/** District › street › community: what the list and the map are narrowed to. */
export const ScopePicker = () => {
  const say = useSay()
  const { areas, within, narrow } = useAtlas()
  const [text, setText] = useState('')
  const current = areas.find(({ code }) => code === within)
  const name = shortAreaName(current?.name ?? '')
  const childrenOf = (parent: string | null) => areas.filter((area) => area.parent === parent)
  const roots = areas.filter(({ parent }) => parent === null || !areas.some(({ code }) => code === parent))
  const matches = (area: Area): boolean =>
    area.name.includes(text.trim()) || childrenOf(area.code).some(matches)

  /** In the order of the list; those above the hit are there to say where it lies. */
  const firstHit = (list: readonly Area[]): Area | undefined => {
    for (const area of list) {
      const hit = area.name.includes(text.trim()) ? area : firstHit(childrenOf(area.code))
      if (hit) return hit
    }
  }

  const branch = (list: readonly Area[], depth: number, close: () => void): ReactNode[] =>
    list.filter(matches).flatMap((area) => [
      <button
        key={area.code}
        type="button"
        className={`menu-item scope-${depth}`}
        aria-current={area.code === within || undefined}
        onClick={() => {
          narrow(area.code)
          close()
        }}
      >
        <span>{shortAreaName(area.name)}</span>
        {area.code === within && <Icon name="check" />}
      </button>,
      ...branch(childrenOf(area.code), depth + 1, close),
    ])

  return (
    <Menu
      label={say(screen.scope, { name })}
      align="end"
      className="scope-picker"
      trigger={
        <>
          <span>{name}</span>
          <Icon name="down" />
        </>
      }
    >
      {(close) => (
        <>
          <input
            className="field"
            type="search"
            placeholder={say(screen.scopeFilter)}
            aria-label={say(screen.scopeFilter)}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing || text.trim() === '') return
              const hit = firstHit(roots)
              if (!hit) return
              narrow(hit.code)
              close()
            }}
          />
          <div className="scope-tree">{branch(roots, 0, close)}</div>
        </>
      )}
    </Menu>
  )
}
