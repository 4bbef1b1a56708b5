/** The terms of a text, as `filingTerms` finds them. */
export type Terms = ReadonlySet<string>

/** Texts that others are compared with; a term that stands in all of them tells nothing. */
export interface TextIndex {
  /** Takes a text in and tells its number; the same set is taken in once. */
  add(text: Terms): number
  /** Cosine of each text with these terms, 0..1, by its number. */
  likenesses(terms: Terms): Float64Array
}

/** Compares with the texts that share a term only, so that one comparison costs little among ten thousand texts. */
export function createTextIndex(): TextIndex {
  const numbers = new Map<Terms, number>()
  const holders = new Map<string, number[]>()
  const state = { sizes: null as Float64Array | null }
  /** Of a term that tells one matter from another: the square of its weight. */
  const weightOf = (term: string): number =>
    Math.log((numbers.size + 1) / ((holders.get(term)?.length ?? 0) + 0.5)) ** 2
  const sizesOf = (): Float64Array => {
    const sizes = new Float64Array(numbers.size)
    for (const [term, texts] of holders) {
      const weight = weightOf(term)
      for (const text of texts) sizes[text] = (sizes[text] ?? 0) + weight
    }
    return sizes
  }
  return {
    add: (text) => {
      const known = numbers.get(text)
      if (known !== undefined) return known
      const number = numbers.size
      numbers.set(text, number)
      state.sizes = null
      for (const term of text) {
        const texts = holders.get(term)
        if (texts === undefined) holders.set(term, [number])
        else texts.push(number)
      }
      return number
    },
    likenesses: (terms) => {
      const sizes = (state.sizes ??= sizesOf())
      const shared = new Float64Array(numbers.size)
      let own = 0
      for (const term of terms) {
        const weight = weightOf(term)
        own += weight
        for (const text of holders.get(term) ?? []) shared[text] = (shared[text] ?? 0) + weight
      }
      return shared.map((both, text) => (both === 0 ? 0 : both / Math.sqrt(own * (sizes[text] ?? 0))))
    },
  }
}
