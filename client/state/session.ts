import { create } from 'zustand'
import type { PlanKind } from '#contract/plan.ts'
import type { Session } from '#contract/session.ts'
import type { Settings } from '#contract/settings.ts'
import type { PostRole } from '#core/beat/crew.ts'
import * as api from '../api/endpoints.ts'
import { type Failure, whenSignedOut } from '../api/request.ts'

interface SessionState {
  /** `guest` may look without an account (demo mode); `signedOut` may not even look. */
  readonly status: 'starting' | 'guest' | 'signedIn' | 'signedOut' | 'failed'
  readonly session: Session | null
  readonly settings: Settings | null
  readonly failure: Failure | null
  /** The form is open over the page: asked for, or because the session expired. */
  readonly signingIn: 'no' | 'asked' | 'expired'
  start(): Promise<void>
  signIn(user: string, password: string): Promise<Failure | null>
  signOut(): Promise<void>
  askToSignIn(): void
  cancelSignIn(): void
  expire(): void
}

export const useSession = create<SessionState>()((set, state) => {
  const withSettings = async (session: Session) => {
    const settings = await api.settings()
    if (settings.ok)
      set({ status: 'signedIn', session, settings: settings.value, failure: null, signingIn: 'no' })
    else set({ status: 'failed', failure: settings.failure })
  }
  whenSignedOut(() => {
    if (state().session && state().signingIn === 'no') state().expire()
  })
  return {
    status: 'starting',
    session: null,
    settings: null,
    failure: null,
    signingIn: 'no',
    async start() {
      const answer = await api.session()
      if (answer.ok) return withSettings(answer.value)
      if (answer.failure.status !== 401) return set({ status: 'failed', failure: answer.failure })
      const settings = await api.settings()
      if (settings.ok) set({ status: 'guest', settings: settings.value, failure: null })
      else if (settings.failure.status === 401) set({ status: 'signedOut', failure: null })
      else set({ status: 'failed', failure: settings.failure })
    },
    async signIn(user, password) {
      const answer = await api.signIn(user, password)
      if (!answer.ok) return answer.failure
      await withSettings(answer.value)
      return state().failure
    },
    async signOut() {
      await api.signOut()
      location.reload()
    },
    askToSignIn: () => set({ signingIn: 'asked' }),
    cancelSignIn: () => set({ signingIn: 'no' }),
    expire: () => set({ signingIn: 'expired' }),
  }
})

/** Who may say something about a plan: whoever works with plans; a viewer reads. */
export const maySpeak = (session: Session | null): boolean => session !== null && session.role !== 'viewer'

/** Who may begin to change grids, beats or both; a change takes effect once its sides have signed. */
export const mayPropose = (session: Session | null): boolean =>
  session?.role === 'planner' || session?.role === 'liaison'

/** Whether a change of that side is the other's, so that both have to sign. */
export const needsOther = (role: Session['role'] | undefined, side: 'grids' | 'beats'): boolean =>
  (role === 'planner') !== (side === 'grids')

/** Who may say who serves: planners for the grids, liaisons for the beats. */
export const mayAppoint = (role: Session['role'] | undefined, post: PostRole): boolean =>
  role === (post === 'community_officer' ? 'liaison' : 'planner')

/** Who may work on a plan of that kind: planners on grids, liaisons on beats, both on what is joint. */
export const mayEdit = (session: Session | null, kind: PlanKind): boolean =>
  mayPropose(session) && (kind === 'joint' || (kind === 'grids') === (session?.role === 'planner'))

/** Who may change grids; everybody else looks. */
export const mayPlan = (session: Session | null): boolean => session?.role === 'planner'
