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
  dropped,
  type Gesture,
  type Ground,
  idle,
  isBoundaryTool,
  NOTHING,
  type Picked,
  type Pointer,
  penned,
  type Step,
  type Tool,
} from '../editor/gesture.ts'
import { handlesOf } from '../editor/handles.ts'
import { keyStep } from '../editor/keys.ts'
import { newestOnly, remembered } from '../editor/newest.ts'
import { snapLinesOf } from '../editor/snap.ts'
import { intended, stepOf } from '../editor/tools.ts'
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
  /** What a click on the target, the end of a line or a considered command would do. */
  readonly outlook: { readonly target: string | null; readonly result: Outlook } | null
  readonly considered: Command | null
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
  /** Looks ahead to a command that a panel offers; null ends it. */
  consider(command: Command | null): void
  /** Names the grid that the line in hand would make. */
  nameNew(name: string): void
  /** True where the key belongs to the tool in hand. */
  press(key: string): boolean
  /** Lets go of what is picked, drawn or held. */
  drop(): void
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
  considered: null,
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
  const handles = remembered(handlesOf)
  const snapLines = remembered(snapLinesOf)
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
    // Whoever draws has the place in view.
    if (refusal.at && !isBoundaryTool(state().gesture.tool)) useAtlas.getState().zoomTo(refusal.at)
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

  const lookAhead = async () => {
    const { considered, gesture } = state()
    const command = considered ?? intended(gesture, ground())
    if (!command || !desk) return set({ outlook: null })
    try {
      set({ outlook: { target: gesture.target, result: await desk.outlook(command) } })
    } catch (error) {
      console.error(error)
      set({ outlook: null })
    }
  }
  let look = newestOnly(lookAhead)
  const setGesture = (gesture: Gesture) => {
    const before = state().gesture
    if (gesture === before) return
    set({ gesture })
    const { target, picked, drawing, pen } = before
    const isAhead = gesture.target !== target || gesture.picked !== picked
    if (isAhead || gesture.drawing !== drawing || gesture.pen !== pen) void look()
  }
  /** The plan as the tools need it; what is costly is made again only for another plan or selection. */
  const ground = (): Ground => {
    const { grids = [], buildings = [] } = state().view ?? {}
    const { selected } = useAtlas.getState()
    return {
      ...{ grids, buildings, selected, newId: crypto.randomUUID() },
      handles: handles(grids, selected),
      snapLines: snapLines(grids, buildings),
    }
  }
  const take = (step: Step) => {
    const before = state().gesture
    setGesture(step.gesture)
    if (step.focus) useAtlas.getState().select(step.focus, false)
    if (step.command)
      void state()
        .perform(step.command)
        .then((isDone) => {
          // What was refused stays in hand: to be sent elsewhere, or drawn on.
          if (!isDone && state().gesture === step.gesture)
            setGesture({ ...before, drawing: null, target: null })
        })
  }

  const step = (kind: 'undo' | 'redo') =>
    guarded(async () => {
      if (!(kind === 'undo' ? state().canUndo : state().canRedo) || !desk) return
      state().drop()
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
      look = newestOnly(lookAhead)
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
      if (isEditable()) take(stepOf[gesture.tool](gesture, pointer, ground()))
      else if (pointer.kind === 'click' && pointer.grid) useAtlas.getState().select(pointer.grid, false)
    },
    pointAt: (building) => {
      if (building !== state().pointed) set({ pointed: building })
    },
    pick: (picked) => setGesture({ ...dropped(state().gesture), picked }),
    drop: () => setGesture(dropped(state().gesture)),
    consider(command) {
      set({ considered: command })
      void look()
    },
    nameNew: (name) => setGesture(penned(state().gesture, { name })),
    press(key) {
      const step = keyStep(state().gesture, key, ground())
      if (step) take(step)
      return step !== null
    },
    takeTool: (tool) => {
      const { picked } = state().gesture
      // Buildings stay picked between the tools that pick buildings.
      const stays = picked.kind === 'buildings' && (tool === 'select' || tool === 'box' || tool === 'lasso')
      setGesture({ ...dropped({ ...state().gesture, tool }), picked: stays ? picked : NOTHING })
    },
    aim: (target) => setGesture({ ...penned(state().gesture, { tip: null, snap: null }), target }),
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
