import type { Page, Span } from '../../domain/paging.ts'

/** Every row of a list, fetched page after page, and what the pages said of the whole. */
export async function allRows<T>(fetch: (span: Span) => Promise<Page<T>>): Promise<Page<T>> {
  const rows: T[] = []
  for (let total = 1; rows.length < total; ) {
    const page = await fetch({ offset: rows.length, limit: 64 })
    total = page.total
    if (page.rows.length === 0 && rows.length < total) throw new Error('a page lacks rows')
    rows.push(...page.rows)
  }
  return { rows, total: rows.length }
}
