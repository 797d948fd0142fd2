import { useState } from 'react'
import { file } from '../api/request.ts'
import { notify } from '../state/notices.ts'
import { useSay } from '../state/preferences.ts'
import { problemSpoken } from '../words/problems.ts'
import { review } from '../words/review.ts'
import type { Fill, Words } from '../words/words.ts'
import { Icon } from './icons.tsx'
import { Menu } from './parts.tsx'

/** Something to hand out: a file to keep, or a page that prints itself. */
export interface Paper {
  readonly kind: 'file' | 'page'
  readonly words: Words
  readonly fill?: Fill
  /** Under /api. */
  readonly path: string
}

interface PaperMenuProps {
  readonly label: string
  readonly papers: readonly Paper[]
  readonly className?: string
}

/** What can be printed or kept of what is open. */
export const PaperMenu = ({ label, papers, className = '' }: PaperMenuProps) => {
  const say = useSay()
  const [making, setMaking] = useState<string | null>(null)
  const keep = async (path: string) => {
    setMaking(path)
    const answer = await file(path)
    setMaking(null)
    if (answer.ok) save(answer.value)
    else notify('bad', problemSpoken(answer.failure.code))
  }
  return (
    <Menu
      label={label}
      align="end"
      className={`papers ${className}`}
      trigger={
        <>
          <Icon name="print" />
          <span data-testid="papers">{label}</span>
        </>
      }
    >
      {(close) =>
        papers.map(({ kind, words, fill, path }) =>
          kind === 'page' ? (
            <a
              key={path}
              className="menu-item"
              href={`/api${path}`}
              target="_blank"
              rel="noopener"
              data-testid="paper"
              onClick={close}
            >
              {say(words, fill)}
            </a>
          ) : (
            <button
              key={path}
              type="button"
              className="menu-item"
              data-testid="paper"
              disabled={making !== null}
              onClick={() => keep(path)}
            >
              {say(words, fill)}
              {making === path && (
                <span className="papers-making" role="status">
                  <span className="spinner" aria-hidden="true" />
                  {say(review.making)}
                </span>
              )}
            </button>
          ),
        )
      }
    </Menu>
  )
}

/** Hands a file to the browser, to keep under its name. */
const save = ({ name, content }: { name: string; content: Blob }) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  // Only after the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
