/** Pages of a metre of shelf, as archives of the region count. */
const PAGES_OF_A_METRE = 14_400

/** How long a shelf so many pages fill. */
export function shelfMetres(pages: number): number {
  return pages / PAGES_OF_A_METRE
}
