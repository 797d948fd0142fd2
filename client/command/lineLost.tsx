import { useEffect, useState } from 'react'
import { useCases } from '../state/cases.ts'
import { useSay } from '../state/preferences.ts'
import { command } from '../words/command.ts'
import { useMoment } from './useNames.ts'

/** A server that is only started anew is back before anybody has read that it is gone. */
const PATIENCE_MS = 3_000

/** Says that nothing is heard any more, and since when. */
export const LineLost = () => {
  const say = useSay()
  const moment = useMoment()
  const lostAt = useCases((state) => state.lostAt)
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    setLong(false)
    if (lostAt === null) return
    const timer = setTimeout(() => setLong(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [lostAt])
  if (lostAt === null || !isLong) return null
  return (
    <p className="line-lost" role="alert" data-testid="line-lost">
      {say(command.lineLost, { time: moment(new Date(lostAt).toISOString()) })}
    </p>
  )
}
