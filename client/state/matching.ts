/** True for what has all the words, in any order and case; without words, for everything. */
export const allWordsOf = (wanted: string): ((text: string) => boolean) => {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  return (text) => {
    const lower = text.toLowerCase()
    return words.every((word) => lower.includes(word))
  }
}
