/** Runs a stage of the start and shows it: what it is doing, and how long it took. */
export type Stage = <T>(name: string, work: (progress: (what: string) => void) => Promise<T>) => Promise<T>

/** Numbered stages, of which several may run at once. */
export function stagesOf(total: number, print: (line: string) => void): Stage {
  let begun = 0
  return async (name, work) => {
    const label = `${++begun}/${total} ${name}`
    const startedAt = performance.now()
    const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
    const result = await work((what) => print(`${label} · ${what} … ${seconds()}`))
    print(`${label} · ready in ${seconds()}`)
    return result
  }
}
