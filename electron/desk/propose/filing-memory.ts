import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Target } from '../../../domain/desk-rows.ts'
import { foldText } from '../../../domain/fold-text.ts'
import { kindOf, type RecordId } from '../../../domain/op.ts'
import { type FilingFacts, filingFacts } from '../../../domain/propose/filing-facts.ts'
import {
  createProposer,
  type FilingProfile,
  type Proposer,
} from '../../../domain/propose/propose-case-files.ts'
import { type CaseFile, caseFileView, caseStates } from '../../../domain/records/case-file.ts'
import { documentView } from '../../../domain/records/document.ts'
import { type PlanEntry, planEntryView } from '../../../domain/records/plan-entry.ts'
import type { Records } from '../ports.ts'

/** Where documents were put before, as far as it is worth remembering. Derived: it can be made again at any time. */
export interface FilingMemory {
  proposer(): Promise<Proposer>
  /** Tells what was saved. */
  changed(ids: readonly RecordId[]): void
}

/** Files that are open at a time, and files that were closed last: of more nobody keeps track. */
const MOST_OPEN = 2000
const MOST_BEFORE = 1000
/** The latest documents of a file say what it is about. */
const MOST_OF_FILE = 40
const MOST_OF_EARLIER = 20
const PLAN_YEARS = 2
const MOST_ENTRIES = 2000
/** So many files are looked through before other calls have their turn. */
const FILES_A_TURN = 20

export function createFilingMemory(records: Records): FilingMemory {
  const facts = new Map<string, FilingFacts>()
  const state = { proposer: null as Promise<Proposer> | null }
  const factsOf = (id: RecordId): FilingFacts => {
    const known = facts.get(id) ?? filingFacts(documentView(records.record(id)))
    facts.set(id, known)
    return known
  }
  return {
    proposer: () => (state.proposer ??= makeProposer(records, factsOf)),
    changed: (ids) => {
      const telling = ids.filter((id) => ['doc', 'case', 'plan'].includes(kindOf(id)))
      for (const id of telling) facts.delete(id)
      if (telling.length > 0) state.proposer = null
    },
  }
}

type FactsOf = (id: RecordId) => FilingFacts

async function makeProposer(records: Records, factsOf: FactsOf): Promise<Proposer> {
  const { catalogue } = records
  const filesAt = (states: readonly string[], limit: number): readonly CaseFile[] =>
    catalogue
      .ids({ kind: 'case', stages: states, order: 'newest', limit })
      .map((id) => caseFileView(records.record(id)))
      .filter(({ excluded }) => excluded === null)
  const documentsOf = (file: string, limit: number): readonly FilingFacts[] =>
    // A view's id came from a record, so it is a record id.
    catalogue.ids({ kind: 'doc', parent: file as RecordId, order: 'newest', limit }).map(factsOf)

  const earlier = new Map<string, readonly FilingFacts[]>()
  for (const [index, file] of filesAt(notOpen, MOST_BEFORE).entries()) {
    if (index % FILES_A_TURN === 0) await nextTurn()
    const name = nameOf(file)
    if (!earlier.has(name)) earlier.set(name, documentsOf(file.id, MOST_OF_EARLIER))
  }
  const profiles: FilingProfile[] = []
  const opened = new Set<string>()
  for (const [index, file] of filesAt(['open'], MOST_OPEN).entries()) {
    if (index % FILES_A_TURN === 0) await nextTurn()
    if (file.planEntry !== null) opened.add(file.planEntry)
    const documents = documentsOf(file.id, MOST_OF_FILE)
    profiles.push({ target: targetOf(file, false), documents, earlier: earlier.get(nameOf(file)) ?? [] })
  }
  for (const entry of latestEntries(records)) {
    if (opened.has(entry.id)) continue
    profiles.push({ target: targetOf(entry, true), documents: [], earlier: earlier.get(nameOf(entry)) ?? [] })
  }
  return createProposer(profiles)
}

const notOpen = caseStates.filter((state) => state !== 'open')

function latestEntries({ catalogue, record }: Records): readonly PlanEntry[] {
  return catalogue
    .years('plan')
    .slice(0, PLAN_YEARS)
    .flatMap((year) => catalogue.ids({ kind: 'plan', year, limit: MOST_ENTRIES }))
    .map((id) => planEntryView(record(id)))
}

/** Files of different years that hold the same work. */
function nameOf({ notation, title }: CaseFile | PlanEntry): string {
  return foldText(`${notation} ${title}`)
}

function targetOf({ id, notation, title, year }: CaseFile | PlanEntry, isNew: boolean): Target {
  return { id, notation, title, year, isNew }
}
