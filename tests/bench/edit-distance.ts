/** How many items must be changed, left out or put in to make one sequence of the other (Levenshtein). */
export function editDistance(from: ArrayLike<string>, to: ArrayLike<string>): number {
  let above = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const change = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1)
      current.push(Math.min(change, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    above = current
  }
  return above[to.length] ?? 0
}

export interface Stretch {
  readonly cost: number
  readonly start: number
  readonly end: number
}

/** For each end in `text`: the cost of the best stretch that ends there, and where it starts. */
interface Ends {
  readonly costs: Int32Array
  readonly starts: Int32Array
}

/** Takes one more character of what is wanted into account. */
function nextEnds(above: Ends, character: string | undefined, text: string): Ends {
  const costs = new Int32Array(above.costs.length)
  const starts = new Int32Array(above.costs.length)
  costs[0] = (above.costs[0] ?? 0) + 1
  for (let end = 1; end < costs.length; end++) {
    const change = (above.costs[end - 1] ?? 0) + (character === text[end - 1] ? 0 : 1)
    const lost = (above.costs[end] ?? 0) + 1
    const put = (costs[end - 1] ?? 0) + 1
    const least = Math.min(change, lost, put)
    costs[end] = least
    if (least === change) starts[end] = above.starts[end - 1] ?? 0
    else starts[end] = (least === lost ? above.starts[end] : starts[end - 1]) ?? 0
  }
  return { costs, starts }
}

/** The stretch of `text` that is nearest to the whole of `wanted`; beginning and end of `text` cost nothing (Sellers 1980). */
export function nearestStretch(wanted: string, text: string): Stretch {
  const exact = text.indexOf(wanted)
  if (exact >= 0) return { cost: 0, start: exact, end: exact + wanted.length }
  const size = text.length + 1
  let ends: Ends = { costs: new Int32Array(size), starts: Int32Array.from({ length: size }, (_, at) => at) }
  for (let at = 0; at < wanted.length; at++) ends = nextEnds(ends, wanted[at], text)
  // Of several the first: the rest of the line stays whole for the text that it belongs to.
  const end = ends.costs.indexOf(Math.min(...ends.costs))
  return { cost: ends.costs[end] ?? 0, start: ends.starts[end] ?? 0, end }
}
