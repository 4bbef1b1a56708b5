import type { PackageFault } from '../../../domain/package-api.ts'

/** Most faults that are listed; all are counted. */
const MOST_LISTED = 5000
/** Longest name or value that a fault tells. */
const LONGEST = 300

/** Takes the faults of one package as they are found. */
export interface FaultList {
  add(code: PackageFault['code'], file: string, what: string): void
  note(code: PackageFault['code'], file: string, what: string): void
  readonly faults: readonly PackageFault[]
  readonly notes: readonly PackageFault[]
  count(): number
}

export function createFaultList(): FaultList {
  const faults: PackageFault[] = []
  const notes: PackageFault[] = []
  const state = { count: 0 }
  const fault = (code: PackageFault['code'], file: string, what: string): PackageFault => ({
    code,
    file: shown(file),
    what: shown(what),
  })
  return {
    faults,
    notes,
    count: () => state.count,
    add: (code, file, what) => {
      state.count += 1
      if (faults.length < MOST_LISTED) faults.push(fault(code, file, what))
    },
    note: (code, file, what) => {
      if (notes.length < MOST_LISTED) notes.push(fault(code, file, what))
    },
  }
}

/** Controls and marks that turn the line would make a terminal or a list show something else. */
function shown(text: string): string {
  return text
    .slice(0, LONGEST)
    .replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
      return `\\u${code}`
    })
}
