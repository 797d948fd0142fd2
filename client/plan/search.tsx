import { Command } from 'cmdk'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { FoundBuilding } from '#contract/area.ts'
import * as api from '../api/endpoints.ts'
import { useAtlas } from '../state/atlas.ts'
import { allWordsOf } from '../state/matching.ts'
import { usePlanning } from '../state/planning.ts'
import { useSay } from '../state/preferences.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Icon } from '../ui/icons.tsx'
import { shortAreaName } from '../words/areas.ts'
import { counted } from '../words/days.ts'
import { screen } from '../words/screen.ts'
import type { ListedGrid } from './worklist.tsx'

const MOST_SHOWN = 12
const NONE: readonly FoundBuilding[] = []

interface SearchProps {
  readonly grids: readonly ListedGrid[]
  readonly isMac: boolean
}

/** ⌘K: grids, streets and communities, buildings; within the plan while one is open. */
export const Search = ({ grids, isMac }: SearchProps) => {
  const say = useSay()
  const dialog = useRef<HTMLDialogElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const { areas, narrow, select, zoomTo } = useAtlas()
  const { view, summary, pick } = usePlanning()
  const scope = useAtlas((state) => state.root)

  const show = useCallback(() => {
    dialog.current?.showModal()
    // What was searched last stays, and goes with the first key.
    input.current?.select()
  }, [])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      if (dialog.current?.open) dialog.current.close()
      else show()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [show])

  const wanted = text.trim().toLowerCase()
  const found = useMemo(() => {
    const has = allWordsOf(wanted)
    return {
      grids: grids.filter(({ place, name, code }) => has(`${place}${name} ${code}`)).slice(0, MOST_SHOWN),
      areas: wanted ? areas.filter(({ name, code }) => has(`${name} ${code}`)).slice(0, MOST_SHOWN) : [],
    }
  }, [grids, areas, wanted])
  const buildings = useBuildingsNamed(wanted, summary?.within ?? scope)

  const done = (act: () => void) => () => {
    dialog.current?.close()
    act()
  }

  return (
    <>
      <button type="button" className="search-trigger" onClick={show}>
        <Icon name="search" />
        <span>{say(screen.search)}</span>
        <kbd className="kbd">{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <dialog
        ref={dialog}
        className="search-dialog"
        aria-label={say(screen.search)}
        onClick={(event) => event.target === dialog.current && dialog.current?.close()}
        onKeyDown={(event) => event.key === 'Escape' && dialog.current?.close()}
      >
        <Command shouldFilter={false} label={say(screen.search)} loop>
          <Command.Input
            ref={input}
            className="search-input"
            placeholder={say(screen.search)}
            value={text}
            onValueChange={setText}
          />
          <Command.List className="search-list">
            <Command.Empty className="empty">{say(screen.searchNone)}</Command.Empty>
            {found.grids.length > 0 && (
              <Command.Group heading={say(screen.searchGrids)}>
                {found.grids.map(({ id, place, name, code, households }) => (
                  <Command.Item key={id} value={id} onSelect={done(() => select(id))}>
                    <span>
                      {place} <b>{name}</b>
                    </span>
                    <small className="number">{code}</small>
                    <span className="number">
                      {counted(households)} {say(screen.households)}
                    </span>
                  </Command.Item>
                ))}
              </Command.Group>
            )}
            {found.areas.length > 0 && (
              <Command.Group heading={say(screen.searchAreas)}>
                {found.areas.map(({ code, name }) => (
                  <Command.Item key={code} value={code} onSelect={done(() => narrow(code))}>
                    <span>{shortAreaName(name)}</span>
                    <small className="number">{code}</small>
                  </Command.Item>
                ))}
              </Command.Group>
            )}
            {buildings.length > 0 && (
              <Command.Group heading={say(screen.searchBuildings)}>
                {buildings.map(({ id, name, code, grid, households, position }) => (
                  <Command.Item
                    key={id}
                    value={id}
                    onSelect={done(() => {
                      select(view?.buildings.find((building) => building.id === id)?.grid ?? grid, false)
                      zoomTo(position)
                      if (view) pick({ kind: 'buildings', ids: [id] })
                    })}
                  >
                    <span>{name}</span>
                    <small className="number">{code}</small>
                    <span className="number">
                      {counted(households)} {say(screen.households)}
                    </span>
                  </Command.Item>
                ))}
              </Command.Group>
            )}
          </Command.List>
        </Command>
      </dialog>
    </>
  )
}

/** Buildings by name; what was found stays until there is something newer. */
const useBuildingsNamed = (name: string, within: string): readonly FoundBuilding[] => {
  const answer = useAnswer(name === '' ? null : `${within} ${name}`, () => api.buildingsNamed(name, within))
  const [found, setFound] = useState<readonly FoundBuilding[]>([])
  if (answer.status === 'ready' && answer.value !== found) setFound(answer.value)
  return name === '' ? NONE : found
}
