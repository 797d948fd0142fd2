import { type FormEvent, useEffect, useRef } from 'react'
import type { PlanSummary } from '#contract/plan.ts'
import type { PlanComment } from '#contract/planComment.ts'
import type { DraftView } from '../editor/draft.ts'
import { labelPoint } from '../map/labelPoint.ts'
import { useAtlas } from '../state/atlas.ts'
import { listed, type Place, useComments } from '../state/comments.ts'
import { usePlaceOf } from '../state/places.ts'
import { useSay } from '../state/preferences.ts'
import { maySpeak, useSession } from '../state/session.ts'
import { Icon } from '../ui/icons.tsx'
import { Button, Empty, IconButton } from '../ui/parts.tsx'
import { useTopmost } from '../ui/topmost.ts'
import { momentOf } from '../words/days.ts'
import { problemSpoken } from '../words/problems.ts'
import { review } from '../words/review.ts'
import { screen } from '../words/screen.ts'

/** In the bar of the plan: how many comments are open; brings the list out. */
export const CommentsButton = () => {
  const say = useSay()
  const { comments, isOpen, toggle } = useComments()
  const open = comments.filter(({ resolvedAt }) => resolvedAt === null).length
  return (
    <Button tone="quiet" aria-expanded={isOpen} onClick={toggle} data-testid="comments-button">
      <Icon name="comment" />
      {say(review.comments)}
      {open > 0 && <b className="comments-count number">{open}</b>}
    </Button>
  )
}

interface CommentsProps {
  readonly summary: PlanSummary
  readonly view: DraftView
}

/** What is said about the plan, beside the pins on the map that it belongs to; and room to say more. */
export const Comments = ({ summary, view }: CommentsProps) => {
  const say = useSay()
  const { comments, failure, isOpen, toggle, follow } = useComments()
  const session = useSession((state) => state.session)
  useEffect(() => follow(summary.id), [follow, summary.id])
  useTopmost(isOpen, toggle)
  if (!isOpen) return null
  const isUnderWay = summary.status === 'draft' || summary.status === 'submitted'
  return (
    <section className="comments" aria-label={say(review.comments)} data-testid="comments">
      <header className="panel-head">
        <h2>{say(review.comments)}</h2>
        <IconButton label={say(screen.close)} className="tip-left" onClick={toggle}>
          <Icon name="close" />
        </IconButton>
      </header>
      {failure && <p className="empty">{say(problemSpoken(failure.code))}</p>}
      {comments.length === 0 && !failure && <Empty>{say(review.noComments)}</Empty>}
      <ol>
        {listed(comments).map(({ comment, number }) => (
          <Comment key={comment.id} comment={comment} number={number} view={view} />
        ))}
      </ol>
      {isUnderWay && maySpeak(session) && <NewComment view={view} />}
    </section>
  )
}

interface CommentProps {
  readonly comment: PlanComment
  readonly number: number
  readonly view: DraftView
}

const Comment = ({ comment, number, view }: CommentProps) => {
  const say = useSay()
  const { pointed, selected, point, select, resolve } = useComments()
  const placeOf = usePlaceOf()
  const zoomTo = useAtlas((state) => state.zoomTo)
  const session = useSession((state) => state.session)
  const timeZone = useSession((state) => state.settings?.timeZone ?? 'Asia/Shanghai')
  const { id, text, at, grid, name, writtenAt, resolvedAt, resolvedBy } = comment
  const item = useRef<HTMLLIElement>(null)
  const isSelected = selected === id
  useEffect(() => {
    if (isSelected) item.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const row = view.balance.find((row) => row.grid === grid)
  const about = row && [placeOf(row.code), row.name].filter(Boolean).join(' ')
  return (
    <li
      ref={item}
      className="comment"
      data-testid="comment"
      data-settled={resolvedAt !== null || undefined}
      data-pointed={pointed === id || undefined}
      data-selected={isSelected || undefined}
      onPointerEnter={() => point(id)}
      onPointerLeave={() => point(null)}
    >
      <button
        type="button"
        className="comment-text"
        aria-pressed={isSelected}
        onFocus={() => point(id)}
        onBlur={() => point(null)}
        onClick={() => {
          select(isSelected ? null : id)
          if (at && !isSelected) zoomTo(at)
        }}
      >
        <span className="comment-number number">{number}</span>
        <span>{text}</span>
      </button>
      <footer>
        <small>{[name, momentOf(writtenAt, timeZone), about].filter(Boolean).join(' · ')}</small>
        {resolvedAt !== null ? (
          <small className="comment-settled">
            <Icon name="check" />
            {say(review.settledBy, { by: resolvedBy ?? '' })}
          </small>
        ) : (
          maySpeak(session) && (
            <Button tone="quiet" onClick={() => resolve(id)} data-testid="resolve">
              {say(review.settle)}
            </Button>
          )
        )}
      </footer>
    </li>
  )
}

/** A comment is pinned where the map was clicked, otherwise in the middle of the selected grid. */
const NewComment = ({ view }: { view: DraftView }) => {
  const say = useSay()
  const { text, setText, place, isPlacing, setPlacing, write, isSending, toggle } = useComments()
  const selected = useAtlas((state) => state.selected)
  const grid = view.grids.find(({ id }) => id === (place ? place.grid : selected))
  const meant: Place | null =
    place ?? (grid ? { at: labelPoint(grid.coordinates) as [number, number], grid: grid.id } : null)
  useEffect(() => {
    if (!isPlacing) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // Only this: what is picked on the map stays.
      event.stopPropagation()
      setPlacing(false)
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [isPlacing, setPlacing])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void write(meant)
  }
  return (
    <form className="new-comment" onSubmit={submit}>
      <textarea
        className="field"
        rows={3}
        maxLength={2000}
        value={text}
        aria-label={say(review.newComment)}
        placeholder={say(review.newComment)}
        data-testid="comment-text"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) submit(event)
          // What is typed is kept.
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) toggle()
        }}
      />
      <div>
        <Button
          tone={isPlacing ? 'main' : 'plain'}
          aria-pressed={isPlacing}
          onClick={() => setPlacing(!isPlacing)}
          data-testid="comment-place"
        >
          <Icon name="place" />
          {say(review.pin)}
        </Button>
        <small role="status">
          {isPlacing
            ? say(review.pinHint)
            : say(place ? review.pinnedHere : meant ? review.pinnedOn : review.pinnedNowhere, {
                grid: grid?.name ?? '',
              })}
        </small>
        <Button
          tone="main"
          type="submit"
          busy={isSending}
          disabled={text.trim() === ''}
          data-testid="comment-send"
        >
          {say(review.send)}
        </Button>
      </div>
    </form>
  )
}
