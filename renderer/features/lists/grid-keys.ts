import type { GridPlace } from '../../state/list-state.ts'

interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows in sight. */
  readonly page: number
}

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
}

/** Above the first row stand the names of the columns. */
export const HEAD = -1

type Step = (place: GridPlace, size: GridSize, isFar: boolean) => GridPlace

const steps: Readonly<Record<string, Step>> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  PageUp: ({ row, column }, { page }) => ({ row: Math.max(0, row - page), column }),
  Home: ({ row }, _size, isFar) => ({ row: isFar ? 0 : row, column: 0 }),
  End: ({ row }, { rows, columns }, isFar) => ({ row: isFar ? rows - 1 : row, column: columns - 1 }),
}

/** Where a key leads in a grid, null for a key that leads nowhere. It goes round no edge. */
export function gridStep({ key, ctrlKey }: Pressed, place: GridPlace, size: GridSize): GridPlace | null {
  const isFar = ctrlKey
  if (isFar && key !== 'Home' && key !== 'End') return null
  const step = Object.hasOwn(steps, key) ? steps[key] : undefined
  if (step === undefined) return null
  const { row, column } = step(place, size, isFar)
  return { row: within(row, HEAD, size.rows - 1), column: within(column, 0, size.columns - 1) }
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, Math.max(least, most)))
}

/** Letters that are typed one after the other are one text. */
const TYPED_TOGETHER_MS = 800

export interface TypeAhead {
  /** What was typed up to now, null where the key is none of it. */
  add(
    event: Pressed & { readonly altKey: boolean; readonly metaKey: boolean; readonly timeStamp: number },
  ): string | null
}

export function createTypeAhead(): TypeAhead {
  const state = { text: '', atMs: Number.NEGATIVE_INFINITY }
  return {
    add: ({ key, ctrlKey, altKey, metaKey, timeStamp }) => {
      const isLetter = key.length === 1 && !ctrlKey && !altKey && !metaKey
      const before = timeStamp - state.atMs < TYPED_TOGETHER_MS ? state.text : ''
      // A space alone chooses the row.
      if (!isLetter || (key === ' ' && before === '')) return null
      state.text = before + key
      state.atMs = timeStamp
      return state.text
    },
  }
}
