import { type Drafting, drafting } from './drafting.ts'
import type { FromWorker, Question, Questions, ToWorker } from './messages.ts'

let draft: Drafting | null = null

const opened = (): Drafting => {
  if (!draft) throw new Error('asked about a plan before one was opened')
  return draft
}

const answerTo = (question: Question): Questions[keyof Questions]['answer'] => {
  switch (question.kind) {
    case 'open':
      draft = drafting(question.ask)
      return draft.view()
    case 'show':
      return opened().show(question.ask)
    case 'perform':
      return opened().perform(question.ask)
    case 'undo':
      return opened().undo()
    case 'redo':
      return opened().redo()
    case 'outlook':
      return opened().outlook(question.ask)
  }
}

const send = (message: FromWorker) => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  try {
    send({ number: data.number, answer: answerTo(data) })
  } catch (error) {
    send({
      number: data.number,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  }
})
// The geometry library loads before this line runs; a question sent earlier would be lost.
send({ ready: true })
