import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'

interface VirtualListProps<T> {
  readonly items: readonly T[]
  readonly rowHeight: number
  readonly label: string
  readonly selected: string | null
  keyOf(item: T): string
  row(item: T, isSelected: boolean): ReactNode
  attributes?(item: T): Record<`data-${string}`, string | number>
  onSelect(key: string): void
  onHover?(key: string | null): void
  /** Takes the focus when it appears: where the keys should go on. */
  readonly takesFocus?: boolean
  /** Enter on the selected row. */
  onOpen?(key: string): void
  /** After scrolling: whether the first row is out of sight, and how many rows lie below. */
  onScrolled?(isDown: boolean, rowsBelow: number): void
  /** The pointer moves over the rows, or has left them. */
  onPointed?(isOver: boolean): void
}

/** Rows beyond the visible ones, so that quick scrolling shows no blanks. */
const OVERSCAN = 6

/**
 * A list box that keeps only the visible rows in the page. Arrows, Home, End and Page keys move the selection;
 * a selection made elsewhere scrolls into view.
 */
export const VirtualList = <T,>(props: VirtualListProps<T>) => {
  const {
    items,
    rowHeight,
    label,
    selected,
    takesFocus = false,
    keyOf,
    row,
    attributes,
    onSelect,
    onHover,
    onOpen,
    onScrolled,
    onPointed,
  } = props
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  const listId = useId()
  const index = selected === null ? -1 : items.findIndex((item) => keyOf(item) === selected)

  useLayoutEffect(() => {
    const element = box.current!
    const measure = () => setView({ top: element.scrollTop, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (!takesFocus) return
    box.current!.dataset.quiet = ''
    box.current!.focus({ preventScroll: true })
  }, [takesFocus])
  useEffect(() => {
    const element = box.current!
    if (index < 0) return
    const top = index * rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight - element.clientHeight
  }, [index, rowHeight])

  const page = Math.max(1, Math.floor(view.height / rowHeight) - 1)
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -items.length,
    End: items.length,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    delete box.current!.dataset.quiet
    if (event.key === 'Enter' && selected !== null) {
      // Or the same key would press whatever has the focus next.
      event.preventDefault()
      onOpen?.(selected)
    }
    const step = steps[event.key]
    if (step === undefined || items.length === 0) return
    event.preventDefault()
    const next = index < 0 ? 0 : Math.max(0, Math.min(items.length - 1, index + step))
    onSelect(keyOf(items[next]!))
  }

  const first = Math.max(0, Math.floor(view.top / rowHeight) - OVERSCAN)
  const last = Math.min(items.length, Math.ceil((view.top + view.height) / rowHeight) + OVERSCAN)

  return (
    <div
      ref={box}
      className="virtual-list"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={index >= first && index < last ? `${listId}-${index}` : undefined}
      onKeyDown={onKeyDown}
      onBlur={() => delete box.current!.dataset.quiet}
      onScroll={(event) => {
        const { scrollTop, clientHeight } = event.currentTarget
        setView({ ...view, top: scrollTop })
        onScrolled?.(scrollTop > rowHeight, items.length - (scrollTop + clientHeight) / rowHeight)
      }}
      onPointerMove={() => onPointed?.(true)}
      onPointerLeave={() => {
        onHover?.(null)
        onPointed?.(false)
      }}
    >
      <div role="presentation" style={{ height: items.length * rowHeight, position: 'relative' }}>
        {items.slice(first, last).map((item, i) => {
          const key = keyOf(item)
          const isSelected = key === selected
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list box around it hears the keys
            // biome-ignore lint/a11y/useFocusableInteractive: the list box holds the focus and names the active row
            <div
              key={key}
              id={`${listId}-${first + i}`}
              role="option"
              aria-selected={isSelected}
              aria-posinset={first + i + 1}
              aria-setsize={items.length}
              className="virtual-row"
              style={{ height: rowHeight, transform: `translateY(${(first + i) * rowHeight}px)` }}
              onClick={() => onSelect(key)}
              onPointerEnter={() => onHover?.(key)}
              {...attributes?.(item)}
            >
              {row(item, isSelected)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
