import { type ReactNode, useState } from 'react'
import { useSay } from '../state/preferences.ts'
import { counted } from '../words/days.ts'
import { screen } from '../words/screen.ts'

export interface ListedBuilding {
  readonly id: string
  readonly name: string
  readonly households: number
  readonly places: number
}
type Column = 'name' | 'households' | 'places'

interface BuildingTableProps<T extends ListedBuilding> {
  readonly buildings: readonly T[]
  /** With picking, each row carries a box to tick. */
  readonly picked?: ReadonlySet<string>
  onPick?(id: string): void
  readonly pointed?: string | null
  onPoint?(id: string | null): void
  /** With opening, each name is a button that shows more about its building. */
  onOpen?(id: string): void
  readonly opened?: string | null
  note?(building: T): ReactNode
}

const inNumericOrder = new Intl.Collator('zh-CN', { numeric: true })

/** Buildings of a grid: sortable, numbers aligned, the unit once in the head. */
export const BuildingTable = <T extends ListedBuilding>({
  buildings,
  picked,
  onPick,
  pointed,
  onPoint,
  onOpen,
  opened,
  note,
}: BuildingTableProps<T>) => {
  const say = useSay()
  const [sorting, setSorting] = useState<{ by: Column; isDown: boolean }>({ by: 'households', isDown: true })
  const sorted = [...buildings].sort((a, b) => {
    const order =
      sorting.by === 'name'
        ? inNumericOrder.compare(a.name, b.name)
        : a[sorting.by] - b[sorting.by] || inNumericOrder.compare(b.name, a.name)
    return sorting.isDown ? -order : order
  })
  const head = (by: Column, label: string) => (
    <th
      scope="col"
      className={by === 'name' ? '' : 'number'}
      aria-sort={sorting.by === by ? (sorting.isDown ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        onClick={() => setSorting({ by, isDown: sorting.by === by ? !sorting.isDown : by !== 'name' })}
      >
        {label}
        <span aria-hidden="true">{sorting.by === by ? (sorting.isDown ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  )
  return (
    <table className="building-table">
      <thead>
        <tr>
          {head('name', say(screen.building))}
          {head('places', say(screen.places))}
          {head('households', say(screen.householdsHead))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((building) => {
          const { id, name, households, places } = building
          return (
            <tr
              key={id}
              data-testid="building-row"
              data-building={name}
              data-picked={picked?.has(id) || undefined}
              data-pointed={pointed === id || undefined}
              onPointerEnter={() => onPoint?.(id)}
              onPointerLeave={() => onPoint?.(null)}
            >
              <td>
                {onPick ? (
                  <label className="pick">
                    <input
                      type="checkbox"
                      checked={picked?.has(id) ?? false}
                      aria-label={say(screen.pickBuilding, { name })}
                      onChange={() => onPick(id)}
                    />
                    <span>{name}</span>
                  </label>
                ) : onOpen ? (
                  <button
                    type="button"
                    className="building-open"
                    aria-expanded={opened === id}
                    onClick={() => onOpen(id)}
                  >
                    {name}
                  </button>
                ) : (
                  name
                )}
                {note?.(building)}
              </td>
              <td className="number">{counted(places)}</td>
              <td className="number">{counted(households)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
