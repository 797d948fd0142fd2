import { create } from 'zustand'
import type { PlanDocument, PlanSummary } from '#contract/plan.ts'
import type { BalanceRow } from '#core/plan/balance.ts'
import type { Command, Refusal } from '#core/plan/commands.ts'
import * as api from '../api/endpoints.ts'
import { planNews } from '../api/planNews.ts'
import { type Answer, type Failure, isPassing } from '../api/request.ts'
import { type Desk, workerDesk } from '../editor/desk.ts'
import { byDifference } from '../editor/difference.ts'
import { namesIn } from '../editor/draft.ts'
import {
  dropped,
  type Gesture,
  type Ground,
  idle,
  isBoundaryTool,
  NOTHING,
  penned,
  type Step,
} from '../editor/gesture.ts'
import { handlesOf } from '../editor/handles.ts'
import { keyStep } from '../editor/keys.ts'
import { onLayer } from '../editor/layers.ts'
import { crossedOutline, isOnItsWay } from '../editor/lines.ts'
import { newestOnly, remembered } from '../editor/newest.ts'
import { snapLinesOf } from '../editor/snap.ts'
import { stretchesOf } from '../editor/stretches.ts'
import { intended, stepOf } from '../editor/tools.ts'
import { commandWords } from '../words/codes.ts'
import { ofBeats } from '../words/ofBeats.ts'
import { problemSpoken, refusalSpoken } from '../words/problems.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'
import { useAtlas } from './atlas.ts'
import { hush, notify } from './notices.ts'
import { type Errand, type Outbox, outbox } from './outbox.ts'
import { closed, type Planning } from './planningState.ts'
import { actRequests, loadedDocument, pending, postErrand, rebasedOf, wait } from './planRequests.ts'
import { type ReplayAsked, replayed } from './replay.ts'
import { mayEdit, useSession } from './session.ts'

/** A draft, before somebody who may change it. */
export const useIsEditable = (): boolean => {
  const session = useSession((state) => state.session)
  const summary = usePlanning((state) => state.summary)
  return summary?.status === 'draft' && mayEdit(session, summary.kind)
}

const balanceKey = (rows: readonly BalanceRow[]) =>
  JSON.stringify(
    rows.map(({ grid, householdsAfter, buildingsAfter }) => [grid, householdsAfter, buildingsAfter]).sort(),
  )

export const usePlanning = create<Planning>()((set, state) => {
  let desk: Desk | null = null
  let mail: Outbox | null = null
  const handles = remembered(handlesOf)
  const snapLines = remembered(snapLinesOf)
  const stretches = remembered(stretchesOf)
  let stopHearing = () => {}
  /** Revisions that this page made itself: hearing of them is no news. */
  const echoes = new Set<number>()
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

  const isEditable = () => {
    const { summary } = state()
    return summary?.status === 'draft' && mayEdit(useSession.getState().session, summary.kind)
  }
  const meant = (command: Command) => onLayer(command, state().view?.layer ?? 'grids')

  const refuse = (refusal: Refusal) => {
    const { view } = state()
    const words = refusalSpoken(refusal, view ? namesIn(view) : new Map())
    notify('bad', view?.layer === 'beats' ? ofBeats(words) : words)
    // Whoever draws keeps the map as it is.
    if (refusal.at && !isBoundaryTool(state().gesture.tool)) useAtlas.getState().zoomTo(refusal.at, true)
  }

  const send = (errand: Errand) => mail?.add(errand)
  /** Opens the document in the worker and does `errands` again; answers those that still have to be sent. */
  const openDocument = async (document: PlanDocument, errands: readonly Errand[], how: ReplayAsked) => {
    const opened = await desk!.open(document)
    const again = await replayed(desk!, errands, how)
    const words = again.errands.map((errand) => (errand.kind === 'words' ? errand.words : {}))
    const summary: PlanSummary = Object.assign({}, document.plan, ...words)
    const has = (kind: Errand['kind']) => again.errands.some((errand) => errand.kind === kind)
    set({
      view: again.view ?? opened,
      summary,
      unseen: again.unseen,
      canUndo: has('command') || has('redo') || summary.canUndo,
      canRedo: has('undo') || summary.canRedo,
    })
    for (const lost of again.lost)
      if (lost.kind === 'command')
        notify('lost', screen.notKept, {
          command: commandWords[lost.command.type],
          why: problemSpoken(lost.refusal.code),
        })
      else notify('lost', lost.kind === 'undo' ? review.undoLost : review.redoLost)
    return again.errands
  }

  const reload = (id: string, errands: readonly Errand[], refused: Errand | null = null) =>
    inTurn(async () => {
      const known = state().summary?.revision
      const answer = await loadedDocument(id, () => state().id === id)
      if (state().id !== id) return { revision: 0, errands: [] }
      if (!answer.ok) {
        set({ status: 'failed', failure: answer.failure })
        return { revision: 0, errands: [] }
      }
      const { revision } = answer.value.plan
      const how = { isSame: revision === known, refused }
      return { revision, errands: await openDocument(answer.value, errands, how) }
    })

  const startMail = (id: string, revision: number, errands: readonly Errand[]) =>
    outbox(
      {
        post: (errand, revision) => postErrand(id, errand, revision),
        wait,
        keep: (errands, revision) => pending.keep(id, errands, revision),
        tell: (saving) => {
          set({ saving })
          if (saving === 'signedOut') useSession.getState().expire()
        },
        saved: (answer, isLast) => {
          const { summary, view } = state()
          echoes.add(answer.revision)
          if (summary) set({ summary: { ...summary, revision: answer.revision } })
          if (!isLast || !view) return true
          set({ canUndo: answer.canUndo, canRedo: answer.canRedo })
          if (state().unseen.length > 0) return false
          return balanceKey(answer.balance) === balanceKey(view.balance)
        },
        rebase: async (failure, errand, rest) => {
          if (!failure) return reload(id, rest)
          const isStale = failure.code === 'stale_revision'
          if (!isStale) notify('bad', problemSpoken(failure.code))
          else
            notify(
              'plain',
              errand && errand.kind !== 'undo' && errand.kind !== 'redo'
                ? screen.changedElsewhere
                : problemSpoken('stale_revision'),
            )
          return isStale && errand ? reload(id, [errand, ...rest]) : reload(id, rest, errand)
        },
      },
      revision,
      errands,
    )

  /** An act that was not done: says why, and brings what is true now where that is the reason. */
  const explain = async (id: string, failure: Failure) => {
    notify('bad', isPassing(failure) ? screen.actNotDone : problemSpoken(failure.code))
    if (failure.status === 401) useSession.getState().expire()
    if (failure.status === 409) await reload(id, [])
  }
  /** Waits until everything is saved, then asks; null where that was in vain or the plan was left meanwhile. */
  const asked = async <T>(id: string, ask: () => Promise<Answer<T>>): Promise<T | null> => {
    const isSaved = (await mail?.emptied()) ?? true
    const answer = isSaved ? await ask() : null
    if (state().id !== id) return null
    if (answer && !answer.ok) await explain(id, answer.failure)
    return answer?.ok ? answer.value : null
  }

  const lookAhead = async () => {
    const { considered, gesture } = state()
    const crossed = crossedOutline(gesture)
    if (crossed && !considered) {
      const result = { ok: false, refusal: crossed } as const
      return set({ outlook: { target: gesture.target, result } })
    }
    const intention = intended(gesture, ground())
    const commands = considered ?? (intention ? [intention] : [])
    if (commands.length === 0 || !desk) return set({ outlook: null })
    try {
      const result = await desk.outlook(commands.map(meant))
      const isEarly = !considered && !result.ok && isOnItsWay(gesture, result.refusal)
      set({ outlook: isEarly ? null : { target: gesture.target, result } })
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
    const { grids = [], buildings = [], locks = [] } = state().view ?? {}
    const { selected } = useAtlas.getState()
    return {
      ...{ grids, buildings, selected, newId: crypto.randomUUID() },
      handles: handles(grids, selected),
      snapLines: snapLines(grids, buildings),
      stretches: state().gesture.tool === 'pin' ? stretches(grids, locks) : [],
    }
  }
  const take = (step: Step) => {
    const before = state().gesture
    setGesture(step.gesture)
    if (step.focus) useAtlas.getState().select(step.focus, false)
    if (step.refusal) refuse(step.refusal)
    if (step.command)
      void state()
        .perform(step.command)
        .then((isDone) => {
          // What was refused stays in hand: to be sent elsewhere, or drawn on.
          if (!isDone && state().gesture === step.gesture)
            setGesture({ ...penned(before, { tip: null, snap: null }), drawing: null, target: null })
        })
  }

  const step = (kind: 'undo' | 'redo') =>
    guarded(async () => {
      if (!(kind === 'undo' ? state().canUndo : state().canRedo) || !desk) return
      state().drop()
      const view = kind === 'undo' ? await desk.undo() : await desk.redo()
      if (view) set({ view, canUndo: true, canRedo: true })
      // A step from before this page was opened: the server knows it, and what it leads to.
      else set({ unseen: [...state().unseen, kind] })
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
        const { errands: waiting, revision } = pending.of(id)
        const isSame = revision === plan.revision
        const errands = await openDocument(answer.value, plan.status === 'draft' ? waiting : [], { isSame })
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
        stopHearing = planNews(id, async ({ revision, by }) => {
          await mail?.emptied()
          const isKnown = by === null && revision === state().summary?.revision
          if (!echoes.delete(revision) && !isKnown) await state().freshen()
        })
      } catch {
        set({ status: 'failed', failure: { code: 'editor_failed', status: 0 } })
      }
    },
    close() {
      stopHearing()
      echoes.clear()
      mail?.close()
      desk?.close()
      stopHearing = () => {}
      mail = null
      desk = null
      set(closed)
    },
    showLayer: (layer) =>
      guarded(async () => {
        if (!desk || state().view?.layer === layer) return
        setGesture(idle('select'))
        const view = await desk.show(layer)
        set({ view, outlook: null })
        const { selected, select } = useAtlas.getState()
        if (!view.grids.some(({ id }) => id === selected)) select(null, false)
      }, undefined),
    perform: (command) =>
      guarded(async () => {
        if (!desk || !isEditable()) return false
        const outcome = await desk.perform(meant(command))
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
    drop() {
      hush()
      setGesture(dropped(state().gesture))
    },
    consider(considered) {
      set({ considered })
      void look()
    },
    outlookOf: async (command) => (await desk?.outlook([meant(command)]).catch(() => null)) ?? null,
    setCompared: (compared) => set({ compared }),
    nameNew: (name) => setGesture(penned(state().gesture, { name })),
    press(key) {
      const step = keyStep(state().gesture, key, ground())
      if (step) take(step)
      return step !== null
    },
    takeTool: (tool) => {
      hush()
      const { picked } = state().gesture
      // Buildings stay picked between the tools that pick buildings.
      const stays = picked.kind === 'buildings' && (tool === 'select' || tool === 'box' || tool === 'lasso')
      setGesture({ ...dropped({ ...state().gesture, tool }), picked: stays ? picked : NOTHING })
    },
    aim: (target) => setGesture({ ...penned(state().gesture, { tip: null, snap: null }), target }),
    word(words) {
      const { summary } = state()
      if (!summary || !isEditable()) return
      set({ summary: { ...summary, ...words } })
      send({ id: crypto.randomUUID(), kind: 'words', words })
    },
    undo: () => step('undo'),
    redo: () => step('redo'),
    async act(act, effectiveOn = '') {
      const { id, acting } = state()
      if (!id || acting) return false
      set({ acting: act })
      const summary = await asked(id, () => actRequests[act](id, effectiveOn))
      if (state().id !== id) return false
      set({ acting: null })
      if (!summary) return false
      set({ summary, gesture: idle('select'), outlook: null, rebased: null })
      mail?.close()
      mail = startMail(id, summary.revision, [])
      if (act === 'publish') {
        const balance = byDifference(state().view?.balance ?? [])
        await useAtlas.getState().refresh()
        // Back to the atlas, which shows the new numbers now.
        state().close()
        set({ published: { summary, balance } })
        useAtlas.getState().select(balance[0]?.grid ?? null)
      } else if (summary.status === 'withdrawn') {
        state().close()
        notify('plain', screen.gaveUp, { name: summary.name })
      }
      return true
    },
    async rebase() {
      const { id, acting, view } = state()
      if (!id || !view || acting) return
      set({ acting: 'rebase', gesture: idle('select'), outlook: null })
      const answer = await asked(id, () => api.rebasePlan(id, state().summary!.revision))
      if (state().id !== id) return
      if (answer) {
        mail?.close()
        const { revision } = await reload(id, [])
        mail = startMail(id, revision, [])
        set({ rebased: rebasedOf(answer, view) })
        void useAtlas.getState().refresh()
      }
      set({ acting: null })
    },
    resume: () => mail?.resume(),
    settled: async () => (await mail?.emptied()) ?? true,
    async freshen() {
      const { id, status } = state()
      if (!id || status !== 'open') return
      const answer = await api.planSummary(id)
      const { summary, acting, saving } = state()
      // What is on its way here brings the newest state itself.
      if (!answer.ok || state().id !== id || !summary || acting || saving !== 'saved') return
      if (answer.value.revision > summary.revision) {
        mail?.freshen()
        notify('plain', screen.changedElsewhere)
      } else if (answer.value.revision === summary.revision) set({ summary: answer.value })
    },
    dismissPublished: () => set({ published: null }),
    dismissRebased: () => set({ rebased: null }),
  }
})
