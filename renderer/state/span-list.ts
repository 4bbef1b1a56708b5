import type { Page, Span } from '../../domain/paging.ts'
import { attempt, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'
import { keptRows } from './same-data.ts'

/** A very long list as far as it is at hand: pieces of `PIECE_ROWS` rows by their place. */
export interface SpanRows<T> {
  readonly total: number
  readonly pieces: ReadonlyMap<number, readonly T[]>
}

const PIECE_ROWS = 100
/** So many pieces are kept; those furthest from what is in sight go first. */
const MOST_PIECES = 40

export function rowAt<T>({ pieces }: SpanRows<T>, index: number): T | undefined {
  return pieces.get(Math.floor(index / PIECE_ROWS))?.[index % PIECE_ROWS]
}

/** Keeps what is in sight at hand, one call at a time: what was scrolled past is not asked for any more. */
export interface SpanList {
  /** Fetches what is in sight anew; the rest is forgotten once that is there. */
  load(): Promise<void>
  /** These rows are in sight from now on. */
  see(first: number, last: number): void
  /** Another list is meant: answers under way are dropped, and what is shown stays until `load` has the other. */
  restart(): void
}

interface SpanOptions<T extends { readonly id: string }> {
  readonly fetch: (span: Required<Span>) => Promise<Page<T>>
  readonly get: () => Remote<SpanRows<T>>
  readonly set: (rows: Remote<SpanRows<T>>) => void
}

export function createSpanList<T extends { readonly id: string }>(
  ports: Ports,
  { fetch, get, set }: SpanOptions<T>,
): SpanList {
  const state = { turn: 0, first: 0, last: 0, isFilling: false }
  const fetchPiece = (piece: number) =>
    attempt(ports, () => fetch({ offset: piece * PIECE_ROWS, limit: PIECE_ROWS }))
  const missing = (): number | undefined => {
    const rows = readyValue(get())
    return rows === null ? undefined : piecesIn(state, rows.total).find((piece) => !rows.pieces.has(piece))
  }
  const fill = async (): Promise<void> => {
    if (state.isFilling) return
    state.isFilling = true
    const { turn } = state
    for (let piece = missing(); piece !== undefined && turn === state.turn; piece = missing()) {
      const result = await fetchPiece(piece)
      const rows = readyValue(get())
      if (turn !== state.turn || rows === null || !result.ok) break
      const pieces = nearest(new Map(rows.pieces).set(piece, result.value.rows), state)
      set({ kind: 'ready', value: { total: result.value.total, pieces } })
    }
    state.isFilling = false
    // Another list was begun meanwhile.
    if (turn !== state.turn && missing() !== undefined) await fill()
  }
  return {
    load: async () => {
      state.turn += 1
      const { turn } = state
      const pieces = new Map<number, readonly T[]>()
      let total = Number.POSITIVE_INFINITY
      for (const piece of piecesIn(state, total)) {
        if (piece > 0 && piece * PIECE_ROWS >= total) break
        const result = await fetchPiece(piece)
        if (turn !== state.turn) return
        if (!result.ok) return set({ kind: 'failed', fault: result.fault })
        total = result.value.total
        const known = readyValue(get())?.pieces.get(piece) ?? []
        pieces.set(
          piece,
          keptRows(known, result.value.rows, ({ id }) => id),
        )
      }
      set({ kind: 'ready', value: { total, pieces } })
      await fill()
    },
    see: (first, last) => {
      Object.assign(state, { first, last })
      void fill()
    },
    restart: () => {
      state.turn += 1
      Object.assign(state, { first: 0, last: 0 })
    },
  }
}

interface Sight {
  readonly first: number
  readonly last: number
}

function piecesIn({ first, last }: Sight, total: number): readonly number[] {
  const end = Math.max(0, Math.min(last, total - 1))
  const from = Math.floor(Math.max(0, Math.min(first, end)) / PIECE_ROWS)
  return Array.from({ length: Math.floor(end / PIECE_ROWS) - from + 1 }, (_, at) => from + at)
}

function nearest<T>(pieces: ReadonlyMap<number, readonly T[]>, { first, last }: Sight) {
  if (pieces.size <= MOST_PIECES) return pieces
  const middle = (first + last) / 2 / PIECE_ROWS
  const kept = [...pieces].sort(([a], [b]) => Math.abs(a - middle) - Math.abs(b - middle))
  return new Map(kept.slice(0, MOST_PIECES))
}
