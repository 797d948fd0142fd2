/** Browser storage that may be full, forbidden or hold another version's values: then there is nothing kept. */
export const kept = {
  read(key: string): unknown {
    try {
      return JSON.parse(localStorage.getItem(`gridloom.${key}`) ?? 'null')
    } catch {
      return null
    }
  },
  write(key: string, value: unknown): void {
    try {
      if (value === null) localStorage.removeItem(`gridloom.${key}`)
      else localStorage.setItem(`gridloom.${key}`, JSON.stringify(value))
    } catch {
      // The page works without; only a reload would forget.
    }
  },
}
