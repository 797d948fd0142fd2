import { create } from 'zustand'
import type { Session } from '#contract/session.ts'

/** 规划 and 指挥. */
export const WORKSPACES = ['planning', 'command'] as const
type WorkspaceName = (typeof WORKSPACES)[number]

/** Pages of the command center beside the desk and the wall. */
const COMMAND_PAGES = ['matters'] as const
type CommandPage = (typeof COMMAND_PAGES)[number]

/** Where in the product somebody is: what the part of the address after # says. */
interface Place {
  readonly workspace: WorkspaceName
  /** Of the command center: the case that is open, whether it hangs on the wall, and what else is shown instead. */
  readonly opened: string | null
  readonly isWall: boolean
  readonly page: CommandPage | null
}
interface Workspace extends Place {
  /** Goes there as a step that the browser's back button takes back. */
  go(workspace: WorkspaceName): void
  open(id: string | null): void
  showWall(isWall: boolean): void
  showPage(page: CommandPage | null): void
}

/** What is malformed names the queue. */
export const placeIn = (hash: string): Place => {
  const workspace = /^#\/command(\/|$)/.test(hash) ? 'command' : 'planning'
  const rest = workspace === 'command' ? hash.slice('#/command/'.length) : ''
  return {
    workspace,
    opened: /^[0-9a-f-]{36}$/.test(rest) ? rest : null,
    isWall: rest === 'wall',
    page: COMMAND_PAGES.find((page) => page === rest) ?? null,
  }
}

const hashOf = ({ workspace, opened, isWall, page }: Place): string => {
  if (workspace === 'planning') return planning
  const rest = isWall ? 'wall' : (page ?? opened)
  return `#/command${rest ? `/${rest}` : ''}`
}

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
      if (workspace !== state().workspace)
        show({ workspace, opened: null, isWall: false, page: null }, 'pushState')
    },
    // Running through a list is no step to come back from.
    open: (opened) => {
      if (opened !== state().opened) show({ opened, isWall: false, page: null }, 'replaceState')
    },
    showWall: (isWall) => show({ isWall, opened: null, page: null }, 'pushState'),
    showPage: (page) => show({ page, isWall: false, opened: null }, 'pushState'),
  }
})

/** Who has the command center: those who work with cases, and those who look. */
export const mayCommand = (session: Session | null): boolean => session !== null && session.role !== 'planner'
/** Who may report, file and assign; others see what the server offers them. */
export const isDesk = (session: Session | null): boolean => session?.role === 'commander'
