import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { usePreferences, useSay } from '../state/preferences.ts'
import { monthName } from '../words/days.ts'
import { screen } from '../words/screen.ts'
import { Icon } from './icons.tsx'
import { IconButton } from './parts.tsx'

interface CalendarProps {
  /** Days as 2026-11-21. */
  readonly value: string
  readonly today: string
  readonly min?: string
  readonly max?: string
  onPick(day: string): void
}

const DAY_MS = 86_400_000
const dayText = (time: number) => new Date(time).toISOString().slice(0, 10)
const shifted = (day: string, days: number) => dayText(Date.parse(day) + days * DAY_MS)
const WEEKDAYS = {
  zh: ['一', '二', '三', '四', '五', '六', '日'],
  en: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
}

/** One month of days; arrows move by day and week, Page keys by month, Enter picks. */
export const Calendar = ({ value, today, min = '', max = '9999', onPick }: CalendarProps) => {
  const say = useSay()
  const language = usePreferences((state) => state.language)
  const [cursor, setCursor] = useState(value)
  const grid = useRef<HTMLTableElement>(null)
  const [year, month] = [Number(cursor.slice(0, 4)), Number(cursor.slice(5, 7))]
  const first = `${cursor.slice(0, 7)}-01`
  const weekday = (new Date(first).getUTCDay() + 6) % 7
  const weeks = Array.from({ length: 6 }, (_, w) =>
    Array.from({ length: 7 }, (_, d) => shifted(first, w * 7 + d - weekday)),
  )
  const isAllowed = (day: string) => day >= min && day <= max
  const move = (day: string) => setCursor(day < min ? min : day > max ? max : day)
  const byMonth = (months: number) =>
    move(dayText(Date.UTC(year, month - 1 + months, Math.min(28, Number(cursor.slice(8))))))

  useEffect(() => {
    grid.current?.querySelector<HTMLElement>(`[data-day="${cursor}"]`)?.focus()
  }, [cursor])

  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step) move(shifted(cursor, step))
    else if (event.key === 'PageUp') byMonth(-1)
    else if (event.key === 'PageDown') byMonth(1)
    else return
    event.preventDefault()
  }

  return (
    <div className="calendar">
      <header>
        <IconButton label={say(screen.monthBefore)} onClick={() => byMonth(-1)}>
          <Icon name="back" />
        </IconButton>
        <b aria-live="polite">{monthName(year, month, language)}</b>
        <IconButton label={say(screen.monthAfter)} className="turned" onClick={() => byMonth(1)}>
          <Icon name="back" />
        </IconButton>
      </header>
      <table ref={grid} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {WEEKDAYS[language].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>
                  <button
                    type="button"
                    data-day={day}
                    tabIndex={day === cursor ? 0 : -1}
                    aria-label={day}
                    aria-pressed={day === value}
                    aria-current={day === today ? 'date' : undefined}
                    className={day.slice(0, 7) === first.slice(0, 7) ? '' : 'other-month'}
                    disabled={!isAllowed(day)}
                    onClick={() => onPick(day)}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
