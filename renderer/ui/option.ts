/** One thing that can be chosen from a list. */
export interface Option {
  readonly id: string
  readonly label: string
  readonly detail?: string
}
