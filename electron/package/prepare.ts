import type { CodeLists } from '../../domain/authority.ts'
import { type CaseFileContents, depositManifest } from '../../domain/deposit-manifest.ts'
import {
  type Described,
  describeCaseFile,
  describeDocument,
  descriptionFaults,
} from '../../domain/describe.ts'
import { profileFileCode } from '../../domain/describe-sources.ts'
import type { ExportProfile } from '../../domain/export-profile.ts'
import { Fault } from '../../domain/fault.ts'
import type { RecordId } from '../../domain/op.ts'
import type { CaseState } from '../../domain/records/case-file.ts'
import type { Document } from '../../domain/records/document.ts'
import type { Fonds } from '../../domain/records/fonds.ts'
import { numberSheets } from '../../domain/sheet-numbering.ts'
import { uuidOf } from './package-name.ts'
import type { PackagePorts } from './ports.ts'

/** A case file that may be packed, described as its profile wants it. */
export interface Prepared {
  readonly contents: CaseFileContents
  readonly fonds: Fonds
  readonly fileCode: string
  readonly described: readonly Described[]
  /** Those that are handed over, in their order. */
  readonly documents: readonly { readonly document: Document; readonly described: readonly Described[] }[]
  /** `uuid-` and a UUID in upper case: the same for the same contents and descriptions. */
  readonly packageId: string
}

export interface Wanted {
  readonly profile: ExportProfile
  readonly lists: CodeLists
}

const packable: readonly CaseState[] = ['closed', 'deposited', 'accepted']
/** Most names of elements that a reason tells. */
const MOST_TOLD = 12

/**
 * Looks whether a case file may be packed and describes it.
 * @throws Fault 'not-found'; 'forbidden' reason `excluded`; 'incomplete' with reason `not-closed`, `no-documents`, or
 * `description-` and the first kind of fault with the elements that have it, those of documents behind their ordinal
 */
export function prepare(
  { contents: contentsOf, fonds: fondsOf }: Pick<PackagePorts, 'contents' | 'fonds'>,
  { profile, lists }: Wanted,
  id: RecordId,
): Prepared {
  const whole = contentsOf(id)
  const { file } = whole
  if (file.excluded !== null) throw refusal('forbidden', 'excluded')
  if (!packable.includes(file.state)) throw refusal('incomplete', 'not-closed', { state: file.state })
  // A state secret is not described, counted or written: the file is what is left of it.
  const documents = whole.documents.filter(({ isolated }) => isolated === undefined)
  if (documents.length === 0) throw refusal('incomplete', 'no-documents')
  const contents = { file, documents }
  // Only the id of a fonds is ever written into the cell.
  const fonds = fondsOf(file.fonds as RecordId)
  const context = { contents, fonds, sheets: numberSheets(whole.documents) }
  const described = describeCaseFile(profile, context)
  const each = documents.map((document) => ({
    document,
    described: describeDocument(profile, context, document),
  }))
  const faults = [
    ...descriptionFaults(described, lists).map((fault) => ({ ...fault, place: 0 })),
    ...each.flatMap(({ described: own }, at) =>
      descriptionFaults(own, lists).map((fault) => ({ ...fault, place: at + 1 })),
    ),
  ]
  if (faults[0] !== undefined) {
    const { kind: first } = faults[0]
    const told = faults
      .filter(({ kind }) => kind === first)
      .slice(0, MOST_TOLD)
      .map(({ element, place }) => `${place === 0 ? '' : `${place}: `}${element.label}`)
    throw refusal('incomplete', `description-${first}`, { count: faults.length, elements: told.join('; ') })
  }
  return {
    contents,
    fonds,
    fileCode: profileFileCode(profile, file, fonds),
    described,
    documents: each,
    packageId: `uuid-${packageUuid({ contents, described, documents: each }, profile)}`,
  }
}

function packageUuid(
  { contents, described, documents }: Pick<Prepared, 'contents' | 'described' | 'documents'>,
  { id, version }: ExportProfile,
): string {
  const values = [described, ...documents.map((document) => document.described)].map((all) =>
    all.map(({ value }) => value),
  )
  return uuidOf(contents.file.id, depositManifest([contents]), id, version, JSON.stringify(values))
}

function refusal(
  code: 'forbidden' | 'incomplete',
  reason: string,
  detail: Readonly<Record<string, string | number>> = {},
): Fault {
  return new Fault(code, `not to be packed: ${reason}`, { detail: { reason, ...detail } })
}
