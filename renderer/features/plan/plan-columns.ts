/** Columns of the table of a plan. */
export const COLUMNS = 7
