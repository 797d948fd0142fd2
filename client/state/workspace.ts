import { create } from 'zustand'
import type { Session } from '#contract/session.ts'

/** 规划 and 指挥. */
export const WORKSPACES = ['planning', 'command'] as const
type WorkspaceName = (typeof WORKSPACES)[number]

/** Where in the product somebody is: what the part of the address after # says. */
interface Place {
  readonly workspace: WorkspaceName
  /** Of the command center: the case that is open, and whether it hangs on the wall. */
  readonly opened: string | null
  readonly isWall: boolean
}
interface Workspace extends Place {
  /** Goes there as a step that the browser's back button takes back. */
  go(workspace: WorkspaceName): void
  open(id: string | null): void
  showWall(isWall: boolean): void
}

/** What is malformed names the queue. */
export const placeIn = (hash: string): Place => {
  const workspace = /^#\/command(\/|$)/.test(hash) ? 'command' : 'planning'
  const rest = workspace === 'command' ? hash.slice('#/command/'.length) : ''
  return { workspace, opened: /^[0-9a-f-]{36}$/.test(rest) ? rest : null, isWall: rest === 'wall' }
}

const hashOf = ({ workspace, opened, isWall }: Place): string =>
  workspace === 'planning' ? planning : `#/command${isWall ? '/wall' : opened ? `/${opened}` : ''}`

/** What the planning workspace said when it was left: a plan, a grid, a day. */
let planning = ''

export const useWorkspace = create<Workspace>()((set, state) => {
  const here = () => (typeof location === 'undefined' ? '' : location.hash)
  const show = (place: Partial<Place>, step: 'pushState' | 'replaceState') => {
    if (state().workspace === 'planning') planning = here()
    const next = { ...state(), ...place }
    history[step](null, '', hashOf(next) || location.pathname)
    set(place)
  }
  if (typeof window !== 'undefined')
    for (const event of ['hashchange', 'popstate']) addEventListener(event, () => set(placeIn(here())))
  return {
    ...placeIn(here()),
    go: (workspace) => {
      if (workspace !== state().workspace) show({ workspace, opened: null, isWall: false }, 'pushState')
    },
    // Running through a list is no step to come back from.
    open: (opened) => {
      if (opened !== state().opened) show({ opened, isWall: false }, 'replaceState')
    },
    showWall: (isWall) => show({ isWall, opened: null }, 'pushState'),
  }
})

/** Who has the command center: those who work with cases, and those who look. */
export const mayCommand = (session: Session | null): boolean => session !== null && session.role !== 'planner'
/** Who may report, file and assign; others see what the server offers them. */
export const isDesk = (session: Session | null): boolean => session?.role === 'commander'
