/**
 * Runs `work` one at a time: called while it is under way, it runs once more afterwards, however often it was
 * called. So a slow answer to a fast pointer is always about the newest position.
 */
export const newestOnly = (work: () => Promise<void>): (() => Promise<void>) => {
  let isRunning = false
  let isAsked = false
  return async () => {
    isAsked = true
    if (isRunning) return
    isRunning = true
    try {
      while (isAsked) {
        isAsked = false
        await work()
      }
    } finally {
      isRunning = false
    }
  }
}

/** The function, answering its last question from memory. */
export const remembered = <A extends readonly unknown[], R>(answerTo: (...asked: A) => R) => {
  let last: { readonly asked: A; readonly answer: R } | null = null
  return (...asked: A): R => {
    if (!last || asked.some((one, i) => one !== last?.asked[i])) last = { asked, answer: answerTo(...asked) }
    return last.answer
  }
}
