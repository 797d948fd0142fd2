import { type ReactNode, useState } from 'react'
import type { Area } from '#contract/area.ts'
import { useAtlas } from '../state/atlas.ts'
import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { Menu } from '../ui/parts.tsx'
import { shortAreaName } from '../words/areas.ts'
import { screen } from '../words/screen.ts'

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
          />
          <div className="scope-tree">{branch(roots, 0, close)}</div>
        </>
      )}
    </Menu>
  )
}
