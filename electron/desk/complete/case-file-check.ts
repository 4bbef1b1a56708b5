import type { Authority } from '../../../domain/authority.ts'
import {
  type CheckedFile,
  checkCaseFile,
  wantedElsewhere,
} from '../../../domain/completeness/check-case-file.ts'
import type { CompletenessFault } from '../../../domain/completeness/completeness-fault.ts'
import { foldText } from '../../../domain/fold-text.ts'
import type { RecordId } from '../../../domain/op.ts'
import { type CaseFile, caseFileView } from '../../../domain/records/case-file.ts'
import { type Document, documentView } from '../../../domain/records/document.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import { type PlanEntry, planEntryView } from '../../../domain/records/plan-entry.ts'
import { currentProfile } from '../authority/current-profile.ts'
import { contentsOf } from '../contents.ts'
import { isoNow, type Records, type Surroundings } from '../ports.ts'
import type { Search } from '../search-handlers.ts'
import { findElsewhere } from './elsewhere.ts'
import type { PageFactsReader } from './page-facts-reader.ts'

export interface CheckPorts {
  readonly records: Records
  readonly search: Search
  readonly pages: PageFactsReader
  readonly authority: () => Authority
  readonly surroundings: Pick<Surroundings, 'clock'>
}

export interface Checked {
  readonly faults: readonly CompletenessFault[]
  readonly pagesLeft: number
  /** Documents that lay here and are state secrets. */
  readonly undigitised: number
}

interface Extent {
  /** Text layers that are read now. */
  readonly most: number
  /** What the file is about to become. */
  readonly decided?: Partial<Pick<CaseFile, 'endDate' | 'retention' | 'basis'>>
}

/** Gathers what the rules look at, and asks them. */
export async function check(
  ports: CheckPorts,
  id: RecordId,
  { most, decided = {} }: Extent,
): Promise<Checked> {
  const { records, surroundings } = ports
  const authority = ports.authority()
  const stored = contentsOf(records, id)
  const file = { ...stored.file, ...decided }
  const contents = { ...stored, file }
  const { known, left } = await ports.pages.look(contents.documents, most)
  const secret = secretsOf(records, id)
  // Only a fonds id is ever written into the cell.
  const fonds = fondsView(records.record(file.fonds as RecordId))
  const about: Omit<CheckedFile, 'elsewhere'> = {
    contents,
    fonds,
    authority,
    profile: currentProfile(records, authority),
    entry: entryOf(records, file),
    namesake: namesakeOf(records, file),
    today: isoNow(surroundings.clock).slice(0, 10),
    isolated: secret.filter(({ isolated }) => isolated?.removedAt === undefined).length,
    pages: known,
  }
  const elsewhere = await findElsewhere(ports, id, wantedElsewhere(about))
  return {
    faults: checkCaseFile({ ...about, elsewhere }),
    pagesLeft: left,
    undigitised: secret.length,
  }
}

/** More than there ever are of one notation, or isolated at once. */
const MANY = 10_000

/** The entry that a case file was opened from, or the one of the same notation: an addition may follow the file. */
export function entryOf({ catalogue, record }: Records, file: CaseFile): PlanEntry | null {
  // Only ids of entries are ever written into the cell.
  const own = file.planEntry === null ? null : planEntryView(record(file.planEntry as RecordId))
  if (own !== null && own.notation !== '') return own
  const list = { kind: 'plan', year: file.year, words: wordsOf(file), limit: MANY } as const
  const same = catalogue
    .ids(list)
    .map((id) => planEntryView(record(id)))
    .find((entry) => isSameCode(entry, file))
  return same ?? null
}

function namesakeOf({ catalogue, record }: Records, file: CaseFile): CheckedFile['namesake'] {
  const list = { kind: 'case', year: file.year, words: wordsOf(file), limit: MANY } as const
  const other = catalogue
    .ids(list)
    .map((id) => caseFileView(record(id)))
    .find((candidate) => candidate.id !== file.id && isSameCode(candidate, file))
  return other === undefined ? null : { id: other.id, title: other.title }
}

function wordsOf({ notation }: CaseFile): readonly string[] {
  return [foldText(notation)]
}

type Coded = Pick<CaseFile, 'fonds' | 'year' | 'notation'>

function isSameCode(a: Coded, b: Coded): boolean {
  return a.fonds === b.fonds && a.year === b.year && printed(a) === printed(b)
}

function printed({ notation }: Coded): string {
  return foldText(notation).replace(/\s+/g, '')
}

/** The documents of a case file that turned out to be state secrets, whether or not they still lie in the vault. */
function secretsOf({ catalogue, record }: Records, id: RecordId): readonly Document[] {
  return catalogue
    .ids({ kind: 'doc', stages: ['isolated', 'removed'], limit: MANY })
    .map((document) => documentView(record(document)))
    .filter(({ caseFile }) => caseFile === id)
}
