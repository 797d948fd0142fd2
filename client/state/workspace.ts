import { create } from 'zustand'
import type { Session } from '#contract/session.ts'

/** 规划, 指挥 and 警格. */
export const WORKSPACES = ['planning', 'command', 'liaison'] as const
type WorkspaceName = (typeof WORKSPACES)[number]

/** Pages beside the desk and the wall of the command center, and beside the liaison's map. */
const PAGES = {
  planning: [],
  command: ['matters'],
  liaison: ['matrix', 'crews', 'exchange', 'report'],
} as const satisfies Record<WorkspaceName, readonly string[]>
export type Page = (typeof PAGES)[WorkspaceName][number]

/** What can lie open beside the liaison's map. */
const SUBJECTS = ['grid', 'beat', 'station'] as const
interface Subject {
  readonly kind: (typeof SUBJECTS)[number]
  readonly id: string
}

/** Where in the product somebody is: what the part of the address after # says. */
interface Place {
  readonly workspace: WorkspaceName
  /** Of the command center: the case that is open, and whether it hangs on the wall. */
  readonly opened: string | null
  readonly isWall: boolean
  /** Of the liaison's workspace: what lies open. */
  readonly subject: Subject | null
  /** What is shown instead of the map. */
  readonly page: Page | null
}
const NOWHERE = { opened: null, isWall: false, subject: null, page: null } as const

interface Workspace extends Place {
  /** Goes there as a step that the browser's back button takes back. */
  go(workspace: WorkspaceName): void
  open(id: string | null): void
  /** From a page it is a step that the back button takes back; running through a list is none. */
  openSubject(subject: Subject | null): void
  showWall(isWall: boolean): void
  showPage(page: Page | null): void
  /** Into the planning workspace, to a plan. */
  goToPlan(id: string): void
}

/** What is malformed names the beginning of its workspace. */
export const placeIn = (hash: string): Place => {
  const [name, ...rest] = hash.replace(/^#\//, '').split('/')
  const workspace = WORKSPACES.find((one) => one === name) ?? 'planning'
  const [first = '', id = ''] = rest
  const kind = SUBJECTS.find((one) => one === first)
  return {
    workspace,
    opened: workspace === 'command' && isUuid(first) ? first : null,
    isWall: workspace === 'command' && first === 'wall',
    subject: workspace === 'liaison' && kind && isUuid(id) ? { kind, id } : null,
    page: PAGES[workspace].find((page) => page === first) ?? null,
  }
}
const isUuid = (text: string): boolean => /^[0-9a-f-]{36}$/.test(text)

const hashOf = ({ workspace, opened, isWall, subject, page }: Place): string => {
  if (workspace === 'planning') return planning
  const open = subject ? `${subject.kind}/${subject.id}` : opened
  const rest = isWall ? 'wall' : (page ?? open)
  return `#/${workspace}${rest ? `/${rest}` : ''}`
}

/** What the planning workspace said when it was left: a plan, a grid, a day. */
let planning = ''

export const useWorkspace = create<Workspace>()((set, state) => {
  const here = () => (typeof location === 'undefined' ? '' : location.hash)
  const show = (place: Partial<Place>, step: 'pushState' | 'replaceState') => {
    if (state().workspace === 'planning' && place.workspace !== 'planning') planning = here()
    const next = { ...state(), ...NOWHERE, ...place }
    history[step](null, '', hashOf(next) || location.pathname)
    set(next)
  }
  if (typeof window !== 'undefined')
    for (const event of ['hashchange', 'popstate']) addEventListener(event, () => set(placeIn(here())))
  return {
    ...placeIn(here()),
    go: (workspace) => {
      if (workspace !== state().workspace) show({ workspace }, 'pushState')
    },
    // Running through a list is no step to come back from.
    open: (opened) => {
      if (opened !== state().opened) show({ opened }, 'replaceState')
    },
    openSubject: (subject) => {
      const isStep = state().workspace !== 'liaison' || state().page !== null || state().subject === null
      show({ workspace: 'liaison', subject }, isStep && subject ? 'pushState' : 'replaceState')
    },
    showWall: (isWall) => show({ isWall }, 'pushState'),
    showPage: (page) => show({ page }, 'pushState'),
    goToPlan: (id) => {
      planning = `#/plan/${id}`
      show({ workspace: 'planning' }, 'pushState')
    },
  }
})

/** Who has the command center: those who work with cases, and those who look. */
export const mayCommand = (session: Session | null): boolean => session !== null && session.role !== 'planner'
/** Who may report, file and assign; others see what the server offers them. */
export const isDesk = (session: Session | null): boolean => session?.role === 'commander'
