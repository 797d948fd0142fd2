import type { Paper } from '../ui/paperMenu.tsx'
import { review } from '../words/review.ts'

/** What can be handed out of a plan. */
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
