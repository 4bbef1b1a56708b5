/** One page of a stored source. */
export interface SourcePage {
  readonly commune: string
  readonly source: string
  /** Index of the page in its source. */
  readonly index: number
  readonly mediaType: string
}
