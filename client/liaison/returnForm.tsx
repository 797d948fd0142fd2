import { type FormEvent, useMemo, useState } from 'react'
import { z } from 'zod'
import type { Position } from '#core/geometry/lattice.ts'
import { returnMatter } from '../api/exchangeEndpoints.ts'
import { MatterSelect } from '../command/matterSelect.tsx'
import { publishedMapGrid } from '../map/features.ts'
import { boundsOf } from '../map/labelPoint.ts'
import { MapView } from '../map/mapView.tsx'
import { type CaseScene, NO_PLAN, type Scene } from '../map/scene.ts'
import { useAtlas } from '../state/atlas.ts'
import { choosable, useCatalogue } from '../state/catalogue.ts'
import { notify } from '../state/notices.ts'
import { usePreferences, useSay } from '../state/preferences.ts'
import { useSession } from '../state/session.ts'
import { Button } from '../ui/parts.tsx'
import { caseProblem } from '../words/caseWords.ts'
import { clockIn, instantAt } from '../words/days.ts'
import { exchange } from '../words/exchange.ts'
import { screen } from '../words/screen.ts'
import type { Fill, Words } from '../words/words.ts'

const Withheld = z.object({ found: z.array(z.object({ text: z.string() })) })
const nothing = () => {}
const NO_CASES: Omit<CaseScene, 'point'> = {
  ...{ dots: [], isPart: false, selected: null, heat: null, rates: null, isPicking: true, cameras: [] },
}

/** A non-police matter of the 110 becomes a case of the grid; what must stay with the police is shown to be taken out. */
export const ReturnForm = ({ onDone, onCancel }: { onDone(): void; onCancel(): void }) => {
  const say = useSay()
  const timeZone = useSession(({ settings }) => settings?.timeZone ?? 'Asia/Shanghai')
  const matters = useCatalogue((state) => state.matters)
  // What is the police's own does not come back.
  const own = choosable(matters).filter(
    ({ category, department }) => category !== '06' && department !== 'police',
  )
  const [externalId, setExternalId] = useState('')
  const [matter, setMatter] = useState('')
  const [text, setText] = useState('')
  const [address, setAddress] = useState('')
  const [at, setAt] = useState<Position | null>(null)
  const [clock, setClock] = useState(() => clockIn(Date.now(), timeZone))
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<{ words: Words; fill?: Fill } | null>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '') return setProblem({ words: exchange.textMissing })
    if (!at && address.trim() === '') return setProblem({ words: exchange.placeMissing })
    setSending(true)
    const answer = await returnMatter({
      externalId: externalId.trim(),
      matter,
      text: text.trim(),
      occurredAt: new Date(instantAt(clock, timeZone)).toISOString(),
      ...(at && { position: [at[0], at[1]] }),
      ...(address.trim() && { address: address.trim() }),
    })
    setSending(false)
    if (answer.ok) {
      const { number } = answer.value
      notify('plain', exchange.sent, { number: { zh: number, en: number } })
      return onDone()
    }
    const { code, about } = answer.failure
    const withheld = Withheld.safeParse(about)
    setProblem(
      withheld.success
        ? {
            words: exchange.found,
            fill: { what: withheld.data.found.map((one) => `“${one.text}”`).join(' ') },
          }
        : caseProblem(code, about),
    )
  }
  return (
    <form className="return-form" onSubmit={submit} data-testid="return-form">
      <h2>{say(exchange.giveBack)}</h2>
      <p className="card-note">{say(exchange.giveBackLead)}</p>
      <label>
        <span className="field-name">{say(exchange.externalId)}</span>
        <input
          className="field"
          required
          maxLength={200}
          name="externalId"
          value={externalId}
          onChange={({ target }) => setExternalId(target.value)}
        />
      </label>
      <label htmlFor="return-matter">
        <span className="field-name">{say(exchange.matter)}</span>
      </label>
      <MatterSelect
        id="return-matter"
        value={matter}
        matters={own}
        blank={exchange.chooseMatter}
        onChange={setMatter}
      />
      <label>
        <span className="field-name">{say(exchange.text)}</span>
        <textarea
          className="field"
          rows={4}
          name="text"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <label>
        <span className="field-name">{say(exchange.address)}</span>
        <input
          className="field"
          maxLength={300}
          name="address"
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
      </label>
      <p className="field-name">{say(at ? exchange.picked : exchange.pickOnMap)}</p>
      <PointMap at={at} onPick={setAt} />
      <label>
        <span className="field-name">{say(exchange.occurredAt)}</span>
        <input
          className="field"
          type="datetime-local"
          required
          name="occurredAt"
          value={clock}
          onChange={({ target }) => setClock(target.value)}
        />
      </label>
      {problem && (
        <p className="sign-in-failure" role="alert" data-testid="return-problem">
          {say(problem.words, problem.fill)}
        </p>
      )}
      <p className="align-acts">
        <Button tone="main" type="submit" busy={isSending} disabled={matter === ''} data-testid="return-send">
          {say(exchange.send)}
        </Button>
        <Button tone="quiet" onClick={onCancel}>
          {say(screen.cancel)}
        </Button>
      </p>
    </form>
  )
}

/** A small map on which a place is clicked. */
const PointMap = ({ at, onPick }: { at: Position | null; onPick(at: Position): void }) => {
  const theme = usePreferences((state) => state.theme)
  const { features, areas } = useAtlas()
  const grids = useMemo(() => features.map(publishedMapGrid), [features])
  const scene = useMemo<Scene>(
    () => ({
      ...NO_PLAN,
      ...{ theme, grids, selected: null, urgency: (households) => households },
      communities: new Map(areas.map(({ code, name }) => [code, name])),
      command: { ...NO_CASES, point: at },
    }),
    [theme, grids, areas, at],
  )
  const home = useMemo(
    () => boundsOf(features.flatMap(({ geometry }) => geometry.coordinates.flat(2))),
    [features],
  )
  return (
    <div className="point-map">
      <MapView
        scene={scene}
        look={{ count: 0, bounds: null, maxZoom: 0, unlessSeen: true }}
        home={home}
        controls={() => null}
        onPoint={(pointer) => {
          if (pointer.kind === 'click') onPick(pointer.at)
        }}
        onLeave={nothing}
        selectPin={nothing}
        pointPin={nothing}
      />
    </div>
  )
}
