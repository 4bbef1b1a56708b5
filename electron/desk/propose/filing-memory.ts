import type { Target } from '../../../domain/desk-rows.ts'
import { foldText } from '../../../domain/fold-text.ts'
import { kindOf, type RecordId } from '../../../domain/op.ts'
import { type FilingFacts, filingFacts } from '../../../domain/propose/filing-facts.ts'
import { createProposer, type Proposer } from '../../../domain/propose/propose-case-files.ts'
import { type CaseFile, caseFileView, caseStates } from '../../../domain/records/case-file.ts'
import { documentView } from '../../../domain/records/document.ts'
import { type PlanEntry, planEntryView } from '../../../domain/records/plan-entry.ts'
import { createGiveWay } from '../give-way.ts'
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

export function createFilingMemory(records: Records): FilingMemory {
  const facts = new Map<RecordId, FilingFacts>()
  const files = new Map<RecordId, CaseFile>()
  const state = { proposer: null as Promise<Proposer> | null }
  const views: Views = {
    factsOf: (id) => kept(facts, id, () => filingFacts(documentView(records.record(id)))),
    fileOf: (id) => kept(files, id, () => caseFileView(records.record(id))),
  }
  /** A document that waits to be put away says nothing of where others belong. */
  const isTelling = (id: RecordId): boolean => {
    const kind = kindOf(id)
    if (kind === 'doc') return facts.has(id) || documentView(records.record(id)).caseFile !== null
    return kind === 'case' || kind === 'plan'
  }
  return {
    proposer: () => (state.proposer ??= makeProposer(records, views)),
    changed: (ids) => {
      if (state.proposer !== null && ids.some(isTelling)) state.proposer = null
      for (const id of ids) {
        facts.delete(id)
        files.delete(id)
      }
    },
  }
}

/** What is known of records, kept until they change. */
interface Views {
  readonly factsOf: (id: RecordId) => FilingFacts
  readonly fileOf: (id: RecordId) => CaseFile
}

function kept<T>(all: Map<RecordId, T>, id: RecordId, make: () => T): T {
  const known = all.get(id) ?? make()
  all.set(id, known)
  return known
}

async function makeProposer(records: Records, { factsOf, fileOf }: Views): Promise<Proposer> {
  const { catalogue } = records
  const giveWay = createGiveWay()
  const filesAt = async function* (states: readonly string[], limit: number): AsyncGenerator<CaseFile> {
    const ids = catalogue.ids({ kind: 'case', stages: states, order: 'newest', limit })
    for (const id of ids) {
      await giveWay()
      const file = fileOf(id)
      if (file.excluded === null) yield file
    }
  }
  const documentsOf = (file: string, limit: number): readonly FilingFacts[] =>
    // A view's id came from a record, so it is a record id.
    catalogue.ids({ kind: 'doc', parent: file as RecordId, order: 'newest', limit }).map(factsOf)

  const earlier = new Map<string, readonly FilingFacts[]>()
  for await (const file of filesAt(notOpen, MOST_BEFORE)) {
    const name = nameOf(file)
    if (!earlier.has(name)) earlier.set(name, documentsOf(file.id, MOST_OF_EARLIER))
  }
  const proposer = createProposer()
  const opened = new Set<string>()
  for await (const file of filesAt(['open'], MOST_OPEN)) {
    if (file.planEntry !== null) opened.add(file.planEntry)
    const documents = documentsOf(file.id, MOST_OF_FILE)
    proposer.know({ target: targetOf(file, false), documents, earlier: earlier.get(nameOf(file)) ?? [] })
  }
  for (const entry of latestEntries(records)) {
    if (opened.has(entry.id)) continue
    proposer.know({ target: targetOf(entry, true), documents: [], earlier: earlier.get(nameOf(entry)) ?? [] })
  }
  return proposer
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
