/** Runs work one after another, in the order it came. */
export interface Lane {
  run<T>(work: () => Promise<T>): Promise<T>
}

export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run: (work) => {
      const done = last.then(work, work)
      last = done
      return done
    },
  }
}
