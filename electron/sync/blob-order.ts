/** What decides when a file goes. */
export interface Waiting {
  /** A data file of the law. */
  readonly isData: boolean
  readonly isUrgent: boolean
  /** Somebody stopped it. */
  readonly isStopped: boolean
  readonly bytesLeft: number
  /** Its place in the order in which the server asked. */
  readonly age: number
}

/**
 * Data files first, then what somebody called urgent, then what needs the fewest bytes, so that most of a deposit is whole
 * early; the older of equals; what was stopped last.
 */
export function byTurn(a: Waiting, b: Waiting): number {
  return (
    Number(a.isStopped) - Number(b.isStopped) ||
    Number(b.isData) - Number(a.isData) ||
    Number(b.isUrgent) - Number(a.isUrgent) ||
    a.bytesLeft - b.bytesLeft ||
    a.age - b.age
  )
}
