import { useState } from 'react'
import { file } from '../api/request.ts'
import { notify } from '../state/notices.ts'
import { useSay } from '../state/preferences.ts'
import { Icon } from '../ui/icons.tsx'
import { Menu } from '../ui/parts.tsx'
import { problemSpoken } from '../words/problems.ts'
import { review } from '../words/review.ts'
import type { Fill, Words } from '../words/words.ts'

/** Something to hand out: a file to keep, or a page that prints itself. */
interface Paper {
  readonly kind: 'file' | 'page'
  readonly words: Words
  readonly fill?: Fill
  /** Under /api. */
  readonly path: string
}

export const noticePapers = (plan: string): Paper[] => {
  const path = `/plans/${encodeURIComponent(plan)}/notice`
  return [
    { kind: 'page', words: review.noticePage, path: `${path}.html` },
    { kind: 'file', words: review.noticePdf, path: `${path}.pdf` },
    { kind: 'file', words: review.noticeSheet, path: `${path}.xlsx` },
  ]
}

/** The map of a community as of the day that is shown; null is now. */
export const mapPapers = (community: string, name: string, asOf: string | null): Paper[] => {
  const path = `/areas/${encodeURIComponent(community)}/map`
  const query = asOf === null ? '' : `?${new URLSearchParams({ asOf })}`
  const fill = { community: name }
  return [
    { kind: 'page', words: review.mapPage, fill, path: `${path}.html${query}` },
    { kind: 'file', words: review.mapPdf, fill, path: `${path}.pdf${query}` },
  ]
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
