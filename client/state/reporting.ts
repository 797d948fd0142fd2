import { create } from 'zustand'
import type { Category, Urgency } from '#core/incident/matters.ts'
import type { Channel } from '#core/incident/reports.ts'
import * as api from '../api/incidentEndpoints.ts'
import type { Failure } from '../api/request.ts'
import { NO_UPLOADS, photosUnknown, REPORT_PHOTOS, usePhotos } from './photos.ts'
import { attachmentsOf } from './uploads.ts'

/** What is written down of a report while it is told. */
export interface ReportDraft {
  readonly channel: Channel
  readonly category: Category | ''
  readonly matter: string
  readonly urgency: Urgency | ''
  readonly text: string
  readonly address: string
  readonly name: string
  readonly phone: string
  readonly position: readonly [number, number] | null
  /** The grid at the position; null where none is. */
  readonly grid: string | null
}

const BLANK: ReportDraft = {
  channel: 'window',
  category: '',
  matter: '',
  urgency: '',
  text: '',
  address: '',
  name: '',
  phone: '',
  position: null,
  grid: null,
}

/** What was sent last, and under which key: sent again as it is, where the answer was lost, it is the same case. */
const NEVER = { text: '', key: '' }
let lastSent = NEVER
const keyOf = (report: api.ReportSent): string => {
  const text = JSON.stringify(report)
  if (text !== lastSent.text) lastSent = { text, key: crypto.randomUUID() }
  return lastSent.key
}

interface Reporting {
  readonly isOpen: boolean
  /** The next click on the map says where. */
  readonly isPicking: boolean
  readonly draft: ReportDraft
  readonly failure: Failure | null
  readonly isSending: boolean
  show(isOpen: boolean): void
  pick(isPicking: boolean): void
  place(position: readonly [number, number] | null, grid: string | null): void
  write(change: Partial<ReportDraft>): void
  /** The id and number of the case that it made; null where it was not taken. */
  send(): Promise<{ readonly id: string; readonly number: string } | null>
}

export const useReporting = create<Reporting>()((set, state) => ({
  isOpen: false,
  isPicking: false,
  draft: BLANK,
  failure: null,
  isSending: false,
  show: (isOpen) => set({ isOpen, isPicking: false, failure: null }),
  pick: (isPicking) => set({ isPicking }),
  place: (position, grid) => set(({ draft }) => ({ draft: { ...draft, position, grid }, isPicking: false })),
  write: (change) => set(({ draft }) => ({ draft: { ...draft, ...change }, failure: null })),
  async send() {
    const { draft, isSending } = state()
    if (isSending) return null
    const { channel, category, matter, urgency, text, address, name, phone, position } = draft
    const photos = usePhotos.getState()
    const attachments = attachmentsOf(photos.drafts[REPORT_PHOTOS] ?? NO_UPLOADS)
    set({ isSending: true, failure: null })
    const report: api.ReportSent = {
      ...{ channel, text, address },
      ...(category && { category }),
      ...(matter && { matter }),
      ...(urgency && { urgency }),
      ...(position && { position: [...position] }),
      ...((name || phone) && { reporter: { name, phone } }),
      ...(attachments.length > 0 && { attachments }),
    }
    const answer = await api.reportIncident(report, keyOf(report))
    set({ isSending: false })
    if (!answer.ok) {
      set({ failure: answer.failure })
      photos.resend(REPORT_PHOTOS, photosUnknown(answer.failure))
      return null
    }
    photos.forget(REPORT_PHOTOS)
    lastSent = NEVER
    // The channel is the same for whoever sits at this desk.
    set({ draft: { ...BLANK, channel }, isOpen: false, isPicking: false })
    return { id: answer.value.id, number: answer.value.number }
  },
}))
