import { MOST_ROWS, type Page, type Span } from '../../domain/paging.ts'
import { attempt, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'
import { keptRows } from './same-data.ts'

/** A long list as far as it was fetched: row by its place, from 0. */
export interface Paged<T> {
  readonly total: number
  readonly rows: ReadonlyMap<number, T>
}

/** Rows that one call fetches. */
const PIECE_ROWS = 100

/** Keeps what is in sight of a long list at hand. */
export interface PagedList {
  /** Fetches again what was in sight last; everything else is forgotten. */
  load(): Promise<void>
  /** Fetches what is missing of these rows, which are in sight from now on. */
  see(first: number, last: number): void
  /** Begins anew with the first rows of another list; answers that are under way are dropped. */
  restart(): void
}

interface PagedOptions<T> {
  readonly idOf: (row: T) => string
  readonly fetch: (span: Span) => Promise<Page<T>>
  readonly get: () => Remote<Paged<T>>
  readonly set: (list: Remote<Paged<T>>) => void
}

export function createPagedList<T>(ports: Ports, { idOf, fetch, get, set }: PagedOptions<T>): PagedList {
  const state = { turn: 0, first: 0, last: 0, fetching: new Set<number>() }

  const fetchPieces = async (pieces: readonly number[]): Promise<Paged<T>> => {
    const rows = new Map<number, T>()
    let total = 0
    for (const piece of pieces) {
      const offset = piece * PIECE_ROWS
      const page = await fetch({ offset, limit: PIECE_ROWS })
      total = page.total
      const known = readyValue(get())?.rows.values() ?? []
      keptRows(known, page.rows, idOf).forEach((row, at) => rows.set(offset + at, row))
    }
    return { total, rows }
  }
  const fill = async (): Promise<void> => {
    const list = readyValue(get())
    if (list === null) return
    const { turn } = state
    const missing = piecesOf(state, list.total).filter(
      (piece) => isMissing(list, piece) && !state.fetching.has(piece),
    )
    if (missing.length === 0) return
    for (const piece of missing) state.fetching.add(piece)
    const result = await attempt(ports, () => fetchPieces(missing))
    for (const piece of missing) state.fetching.delete(piece)
    const now = readyValue(get())
    if (turn !== state.turn || !result.ok || now === null) return
    set({
      kind: 'ready',
      value: { total: result.value.total, rows: new Map([...now.rows, ...result.value.rows]) },
    })
  }
  return {
    load: async () => {
      state.turn += 1
      const { turn } = state
      const result = await attempt(ports, () => fetchPieces(piecesOf(state, Number.POSITIVE_INFINITY)))
      if (turn !== state.turn) return
      set(result.ok ? { kind: 'ready', value: result.value } : { kind: 'failed', fault: result.fault })
      // Somebody may have scrolled on meanwhile.
      await fill()
    },
    see: (first, last) => {
      Object.assign(state, { first, last })
      void fill()
    },
    restart: () => {
      state.turn += 1
      Object.assign(state, { first: 0, last: 0 })
      set({ kind: 'loading' })
    },
  }
}

function piecesOf(
  { first, last }: { readonly first: number; readonly last: number },
  total: number,
): readonly number[] {
  const from = Math.floor(Math.max(0, first) / PIECE_ROWS)
  const to = Math.floor(Math.max(0, Math.min(last, total - 1)) / PIECE_ROWS)
  return Array.from({ length: Math.max(1, to - from + 1) }, (_, at) => from + at)
}

function isMissing({ total, rows }: Paged<unknown>, piece: number): boolean {
  const end = Math.min(total, (piece + 1) * PIECE_ROWS)
  for (let at = piece * PIECE_ROWS; at < end; at += 1) if (!rows.has(at)) return true
  return false
}

/** Where a row stands among those that were fetched, -1 where it is not. */
export function placeOf<T extends { readonly id: string }>({ rows }: Paged<T>, id: string): number {
  for (const [at, row] of rows) if (row.id === id) return at
  return -1
}

/** The list after a row left it. */
export function without<T extends { readonly id: string }>(list: Paged<T>, id: string): Paged<T> {
  const gone = placeOf(list, id)
  if (gone === -1) return list
  const rest = [...list.rows].filter(([at]) => at !== gone)
  return { total: list.total - 1, rows: new Map(rest.map(([at, row]) => [at > gone ? at - 1 : at, row])) }
}

/** The first `count` rows of a list, in as many calls as that takes. */
export async function firstRows<T>(fetch: (span: Span) => Promise<Page<T>>, count: number): Promise<Page<T>> {
  const rows: T[] = []
  let total = 0
  do {
    const page = await fetch({ offset: rows.length, limit: Math.min(MOST_ROWS, count - rows.length) })
    total = page.total
    if (page.rows.length === 0) break
    rows.push(...page.rows)
  } while (rows.length < Math.min(count, total))
  return { rows, total }
}
