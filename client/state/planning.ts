import { create } from 'zustand'
import type { PlanDocument, PlanSummary } from '#contract/plan.ts'
import type { BalanceRow } from '#core/plan/balance.ts'
import type { Command, Refusal } from '#core/plan/commands.ts'
import * as api from '../api/endpoints.ts'
import { type Failure, isPassing } from '../api/request.ts'
import { type Desk, workerDesk } from '../editor/desk.ts'
import { byDifference } from '../editor/difference.ts'
import type { DraftView, Outlook } from '../editor/draft.ts'
import {
  commandTo,
  type Gesture,
  idle,
  NOTHING,
  type Picked,
  type Pointer,
  type Tool,
} from '../editor/gesture.ts'
import { stepOf } from '../editor/tools.ts'
import { commandWords } from '../words/codes.ts'
import { problemSpoken } from '../words/problems.ts'
import { screen } from '../words/screen.ts'
import { useAtlas } from './atlas.ts'
import { notify } from './notices.ts'
import { type Errand, type Outbox, outbox, type Saving } from './outbox.ts'
import { type Act, actRequests, loadedDocument, pending, postErrand, wait } from './planRequests.ts'
import { mayPlan, useSession } from './session.ts'

/** A draft, before somebody who may change it. */
export const useIsEditable = (): boolean => {
  const session = useSession((state) => state.session)
  return usePlanning((state) => state.summary?.status === 'draft') && mayPlan(session)
}

interface Planning {
  readonly status: 'closed' | 'opening' | 'open' | 'failed'
  readonly failure: Failure | null
  readonly id: string | null
  readonly summary: PlanSummary | null
  readonly view: DraftView | null
  readonly gesture: Gesture
  /** The building under the pointer, on the map or in the list. */
  readonly pointed: string | null
  /** What a click on the target would do. */
  readonly outlook: { readonly target: string; readonly result: Outlook } | null
  readonly saving: Saving
  /** What this page can take back without asking; the server may know of more. */
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly acting: Act | null
  /** What was just published from this page. */
  readonly published: { readonly summary: PlanSummary; readonly balance: readonly BalanceRow[] } | null
  open(id: string): Promise<void>
  close(): void
  perform(command: Command): Promise<boolean>
  point(pointer: Pointer): void
  pointAt(building: string | null): void
  pick(picked: Picked): void
  takeTool(tool: Tool): void
  /** Looks ahead to sending what is picked there; null ends it. */
  aim(target: string | null): void
  undo(): Promise<void>
  redo(): Promise<void>
  act(act: Act, effectiveOn?: string): Promise<boolean>
  resume(): void
  /** Looks whether the plan was changed elsewhere, and brings what is new. */
  freshen(): Promise<void>
  dismissPublished(): void
}

const closed = {
  status: 'closed',
  failure: null,
  id: null,
  summary: null,
  view: null,
  gesture: idle('select'),
  pointed: null,
  outlook: null,
  saving: 'saved',
  canUndo: false,
  canRedo: false,
  acting: null,
} as const

const balanceKey = (rows: readonly BalanceRow[]) =>
  JSON.stringify(
    rows.map(({ grid, householdsAfter, buildingsAfter }) => [grid, householdsAfter, buildingsAfter]).sort(),
  )

export const usePlanning = create<Planning>()((set, state) => {
  let desk: Desk | null = null
  let mail: Outbox | null = null
  let lookNumber = 0
  /** One after the other: what touches the draft must not overlap a reload of it. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work)
    turn = next.catch(() => {})
    return next
  }
  /** For what a person does: a fault of the worker is said, and does not break what comes after. */
  const guarded = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await inTurn(work)
    } catch (error) {
      console.error(error)
      notify('bad', problemSpoken('editor_failed'))
      return otherwise
    }
  }

  const isEditable = () => state().summary?.status === 'draft' && mayPlan(useSession.getState().session)

  const refuse = (refusal: Refusal) => {
    notify('bad', problemSpoken(refusal.code))
    if (refusal.at) useAtlas.getState().zoomTo(refusal.at)
  }

  const send = (errand: Errand) => mail?.add(errand)
  /** Opens the document in the worker and does `errands` again; answers those that still have to be sent. */
  const openDocument = async (document: PlanDocument, errands: readonly Errand[]) => {
    let view = await desk!.open(document)
    const again: Errand[] = []
    const lost: { command: Command; refusal: Refusal }[] = []
    for (const errand of errands) {
      if (errand.kind !== 'command') continue
      const outcome = await desk!.perform(errand.command)
      if (outcome.ok) {
        view = outcome.view
        again.push(errand)
        // What is already so needs no word: its answer was lost, not the change.
      } else if (outcome.refusal.code !== 'nothing_changes')
        lost.push({ command: errand.command, refusal: outcome.refusal })
    }
    set({
      view,
      summary: document.plan,
      canUndo: again.length > 0 || document.plan.canUndo,
      canRedo: document.plan.canRedo,
    })
    for (const { command, refusal } of lost)
      notify('lost', screen.notKept, {
        command: commandWords[command.type],
        why: problemSpoken(refusal.code),
      })
    return again
  }

  const reload = (id: string, errands: readonly Errand[]) =>
    inTurn(async () => {
      const answer = await loadedDocument(id, () => state().id === id)
      if (state().id !== id) return { revision: 0, errands: [] }
      if (!answer.ok) {
        set({ status: 'failed', failure: answer.failure })
        return { revision: 0, errands: [] }
      }
      return { revision: answer.value.plan.revision, errands: await openDocument(answer.value, errands) }
    })

  const startMail = (id: string, revision: number, errands: readonly Errand[]) =>
    outbox(
      {
        post: (errand, revision) => postErrand(id, errand, revision),
        wait,
        keep: (errands) => pending.keep(id, errands),
        tell: (saving) => {
          set({ saving })
          if (saving === 'signedOut') useSession.getState().expire()
        },
        saved: (answer, isLast) => {
          const { summary, view } = state()
          if (summary) set({ summary: { ...summary, revision: answer.revision } })
          if (!isLast || !view) return true
          set({ canUndo: answer.canUndo, canRedo: answer.canRedo })
          return balanceKey(answer.balance) === balanceKey(view.balance)
        },
        rebase: async (failure, errand, rest) => {
          if (!failure) return reload(id, rest)
          const isStale = failure.code === 'stale_revision'
          if (!isStale) notify('bad', problemSpoken(failure.code))
          else if (errand?.kind !== 'command') notify('plain', problemSpoken('stale_revision'))
          return reload(id, isStale && errand ? [errand, ...rest] : rest)
        },
      },
      revision,
      errands,
    )

  const look = async () => {
    const { gesture, view } = state()
    const number = ++lookNumber
    const command = gesture.target && view && commandTo(gesture.picked, gesture.target, view)
    if (!command || !desk) return set({ outlook: null })
    const result = await desk.outlook(command)
    if (number === lookNumber) set({ outlook: { target: gesture.target!, result } })
  }
  const setGesture = (gesture: Gesture) => {
    const { target, picked } = state().gesture
    set({ gesture })
    if (gesture.target !== target || gesture.picked !== picked) void look()
  }

  const step = (kind: 'undo' | 'redo') =>
    guarded(async () => {
      if (!(kind === 'undo' ? state().canUndo : state().canRedo) || !desk) return
      setGesture({ ...state().gesture, picked: NOTHING, target: null, drawing: null })
      const view = kind === 'undo' ? await desk.undo() : await desk.redo()
      // Null: a step from before this page was opened; the server's answer will differ and bring it.
      if (view) set({ view, canUndo: true, canRedo: true })
      send({ id: crypto.randomUUID(), kind })
    }, undefined)

  return {
    ...closed,
    published: null,
    async open(id) {
      state().close()
      set({ ...closed, status: 'opening', id, published: null })
      desk = workerDesk()
      const answer = await api.planDocument(id)
      if (state().id !== id) return
      if (!answer.ok) return set({ status: 'failed', failure: answer.failure })
      const { plan } = answer.value
      try {
        const errands = await openDocument(answer.value, plan.status === 'draft' ? pending.of(id) : [])
        if (state().id !== id) return
        set({ status: 'open' })
        const { selected, select } = useAtlas.getState()
        const view = state().view!
        if (!view.grids.some(({ id }) => id === selected)) {
          const changed = byDifference(view.balance)[0]
          select(
            changed?.grid ?? [...view.grids].sort((a, b) => b.households - a.households)[0]?.id ?? null,
            false,
          )
        }
        if (errands.length) notify('plain', screen.restored, { count: errands.length })
        mail = startMail(id, plan.revision, errands)
      } catch {
        set({ status: 'failed', failure: { code: 'editor_failed', status: 0 } })
      }
    },
    close() {
      mail?.close()
      desk?.close()
      mail = null
      desk = null
      set(closed)
    },
    perform: (command) =>
      guarded(async () => {
        if (!desk || !isEditable()) return false
        const outcome = await desk.perform(command)
        set({ outlook: null })
        if (!outcome.ok) {
          refuse(outcome.refusal)
          return false
        }
        set({ view: outcome.view, canUndo: true, canRedo: false })
        send({ id: crypto.randomUUID(), kind: 'command', command: outcome.command })
        return true
      }, false),
    point(pointer) {
      const { gesture, view } = state()
      if (!view) return
      if (pointer.kind === 'move') state().pointAt(pointer.building)
      const next = isEditable()
        ? stepOf[gesture.tool](gesture, pointer, view)
        : { gesture, ...(pointer.kind === 'click' && pointer.grid && { focus: pointer.grid }) }
      setGesture(next.gesture)
      if (next.focus) useAtlas.getState().select(next.focus, false)
      if ('command' in next && next.command)
        void state()
          .perform(next.command)
          .then((isDone) => {
            // What was refused stays picked, to be sent elsewhere.
            if (!isDone && state().gesture === next.gesture) state().pick(gesture.picked)
          })
    },
    pointAt: (building) => {
      if (building !== state().pointed) set({ pointed: building })
    },
    pick: (picked) => setGesture({ ...state().gesture, picked, target: null, drawing: null }),
    takeTool: (tool) => {
      const { picked } = state().gesture
      // Buildings stay picked between the tools that pick buildings.
      const stays = picked.kind === 'buildings' && (tool === 'select' || tool === 'box' || tool === 'lasso')
      setGesture({ ...idle(tool), picked: stays ? picked : NOTHING })
    },
    aim: (target) => setGesture({ ...state().gesture, target }),
    undo: () => step('undo'),
    redo: () => step('redo'),
    async act(act, effectiveOn = '') {
      const { id, acting } = state()
      if (!id || acting) return false
      set({ acting: act })
      const isSaved = (await mail?.emptied()) ?? true
      const answer = isSaved ? await actRequests[act](id, effectiveOn) : null
      if (state().id !== id) return false
      set({ acting: null })
      if (!answer) return false
      if (!answer.ok) {
        notify('bad', isPassing(answer.failure) ? screen.actNotDone : problemSpoken(answer.failure.code))
        if (answer.failure.status === 401) useSession.getState().expire()
        if (answer.failure.status === 409) await reload(id, [])
        return false
      }
      set({ summary: answer.value, gesture: idle('select'), outlook: null })
      mail?.close()
      mail = startMail(id, answer.value.revision, [])
      if (act === 'publish') {
        const balance = byDifference(state().view?.balance ?? [])
        await useAtlas.getState().refresh()
        // Back to the atlas, which shows the new numbers now.
        state().close()
        set({ published: { summary: answer.value, balance } })
        useAtlas.getState().select(balance[0]?.grid ?? null)
      } else if (answer.value.status === 'withdrawn') {
        state().close()
        notify('plain', screen.gaveUp, { name: answer.value.name })
      }
      return true
    },
    resume: () => mail?.resume(),
    async freshen() {
      const { id, status } = state()
      if (!id || status !== 'open') return
      const answer = await api.planDetail(id)
      if (answer.ok && state().id === id && answer.value.revision > (state().summary?.revision ?? 0))
        mail?.freshen()
    },
    dismissPublished: () => set({ published: null }),
  }
})
