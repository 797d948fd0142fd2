import { useState } from 'react'
import type { CrewFault, CrewPost, PlaceCrew, Reachable } from '#contract/crew.ts'
import { POST_ROLES, type PostRole } from '#core/beat/crew.ts'
import { crewOf } from '../api/crewEndpoints.ts'
import { useSay } from '../state/preferences.ts'
import { mayAppoint, useSession } from '../state/session.ts'
import { useAnswer } from '../state/useAnswer.ts'
import { Failed } from '../ui/failed.tsx'
import { type Paper, PaperMenu } from '../ui/paperMenu.tsx'
import { Button, Empty, Skeleton } from '../ui/parts.tsx'
import { crew, crewFaultWords, postRoleWords } from '../words/crew.ts'
import { AppointForm, FinishForm } from './appointForm.tsx'

interface CrewCardProps {
  readonly kind: 'grid' | 'beat'
  readonly id: string
  readonly place: string
  /** Somebody was appointed, or a post ended. */
  onChanged(): void
}

/** What somebody is doing in the card: filling a role, maybe in the place of a post, or ending one. */
type Doing =
  | { readonly what: 'appoint'; readonly role: PostRole; readonly replaces: CrewPost | null }
  | { readonly what: 'finish'; readonly post: CrewPost }

const cardPapers = (grid: string, withTelephones: boolean): Paper[] => {
  const path = `/grids/${encodeURIComponent(grid)}/card`
  return [
    { kind: 'page', words: crew.cardPage, path: `${path}.html` },
    { kind: 'file', words: crew.cardPdf, path: `${path}.pdf` },
    ...(withTelephones
      ? [{ kind: 'file', words: crew.cardInternal, path: `${path}.pdf?telephones=1` } as const]
      : []),
  ]
}

/** The crew of a grid or beat role by role, with whoever served before; and its changes. */
export const CrewCard = ({ kind, id, place, onChanged }: CrewCardProps) => {
  const say = useSay()
  const role = useSession((state) => state.session?.role)
  const [changes, setChanges] = useState(0)
  const [doing, setDoing] = useState<Doing | null>(null)
  const answer = useAnswer(`${kind} ${id} ${changes}`, () => crewOf(kind, id))
  if (answer.status === 'loading') return <Skeleton lines={10} label={say(crew.loading)} />
  if (answer.status === 'failed') return <Failed failure={answer.failure} onRetry={answer.retry} />
  const { name, code, posts, faults, beat, officers, on } = answer.value
  const roles = POST_ROLES.filter((one) => (one === 'community_officer') === (kind === 'beat'))
  const done = () => {
    setDoing(null)
    setChanges((count) => count + 1)
    onChanged()
  }
  const past = posts.filter(({ standing }) => standing === 'over')
  return (
    <section className="card" aria-label={name} data-testid="crew-card" data-code={code}>
      <header className="card-head">
        <p className="card-place">{place}</p>
        <h2>
          {name}
          {kind === 'grid' && (
            <span className="card-tools">
              <PaperMenu
                label={say(crew.card)}
                papers={cardPapers(id, role === 'planner' || role === 'commander' || role === 'liaison')}
              />
            </span>
          )}
        </h2>
        <p className="card-code number">{code}</p>
      </header>
      {roles.map((one) => (
        <section key={one} className="card-part crew-role">
          <h3>
            {say(postRoleWords[one])}
            {mayAppoint(role, one) && (
              <Button
                tone="quiet"
                data-testid={`appoint-${one}`}
                onClick={() => setDoing({ what: 'appoint', role: one, replaces: null })}
              >
                {say(crew.appoint)}
              </Button>
            )}
          </h3>
          <Faults faults={faults.filter((fault) => fault.role === one)} />
          <Posts
            posts={posts.filter((post) => post.role === one && post.standing !== 'over')}
            mayChange={mayAppoint(role, one)}
            onReplace={(replaces) => setDoing({ what: 'appoint', role: one, replaces })}
            onFinish={(post) => setDoing({ what: 'finish', post })}
          />
          {doing?.what === 'appoint' && doing.role === one && (
            <AppointForm
              key={doing.replaces?.id ?? one}
              place={{ kind, id }}
              role={one}
              replaces={doing.replaces}
              today={on}
              onDone={done}
              onCancel={() => setDoing(null)}
            />
          )}
          {doing?.what === 'finish' && doing.post.role === one && (
            <FinishForm
              key={doing.post.id}
              post={doing.post}
              today={on}
              onDone={done}
              onCancel={() => setDoing(null)}
            />
          )}
        </section>
      ))}
      {kind === 'grid' && <Officers beat={beat} officers={officers} />}
      {past.length > 0 && (
        <section className="card-part">
          <h3>{say(crew.past)}</h3>
          <ul className="people-list">
            {past.map((post) => (
              <li key={post.id}>
                <b>{post.name}</b>
                <span>{say(postRoleWords[post.role])}</span>
                <small>{say(crew.between, { from: post.fromOn, to: post.toOn ?? '' })}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  )
}

const Officers = ({ beat, officers }: Pick<PlaceCrew, 'beat' | 'officers'>) => {
  const say = useSay()
  return (
    <section className="card-part crew-role">
      <h3>{say(beat ? crew.officersOf : postRoleWords.community_officer, { beat: beat?.name ?? '' })}</h3>
      {beat ? <Posts posts={officers} mayChange={false} /> : <Empty>{say(crew.noBeat)}</Empty>}
    </section>
  )
}

const Faults = ({ faults }: { faults: readonly CrewFault[] }) => {
  const say = useSay()
  return faults.map(({ code, severity, role, people, since, until, grids }) => (
    <p key={code} className={`crew-fault fault-${severity}`} data-testid="crew-fault" data-code={code}>
      <b>
        {say(postRoleWords[role])}
        {say(crewFaultWords[code])}
      </b>{' '}
      {[
        people.map(({ name }) => name).join('、'),
        grids.length > 0 && say(crew.sharedWith, { grids: grids.map(({ name }) => name).join('、') }),
        since && say(crew.emptySince, { day: since }),
        until && say(crew.filledFrom, { day: until }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  ))
}

interface PostsProps {
  readonly posts: readonly Reachable[]
  readonly mayChange: boolean
  onReplace?(post: CrewPost): void
  onFinish?(post: CrewPost): void
}

const Posts = ({ posts, mayChange, onReplace, onFinish }: PostsProps) => {
  const say = useSay()
  if (posts.length === 0) return <p className="crew-nobody">{say(crew.nobody)}</p>
  return (
    <ul className="people-list">
      {posts.map((post) => (
        <li key={post.id} data-testid="post" data-standing={post.standing}>
          <b>{post.name}</b>
          <span className="number">{post.telephone}</span>
          <small>
            {say(post.standing === 'to_come' ? crew.future : crew.since, { day: post.fromOn })}
            {post.toOn && ` ${say(crew.until, { day: post.toOn })}`}
          </small>
          {mayChange && (
            <span className="post-acts">
              <Button tone="quiet" data-testid="replace" onClick={() => onReplace?.(post)}>
                {say(crew.replace)}
              </Button>
              <Button tone="quiet" data-testid="finish" onClick={() => onFinish?.(post)}>
                {say(crew.finish)}
              </Button>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
