import { Fault } from '../../domain/fault.ts'
import type { Page, Span } from '../../domain/paging.ts'

/** The rows of a list that a call asks for. */
export function pageOf<T>(rows: readonly T[], { offset, limit }: Span): Page<T> {
  return { rows: rows.slice(offset, offset + limit), total: rows.length }
}

/** @throws Fault 'not-found' */
export function existing<T extends { readonly id: string }>(records: readonly T[], id: string): T {
  const record = records.find((candidate) => candidate.id === id)
  if (record === undefined) throw new Fault('not-found', `no record ${id}`)
  return record
}
