import { datesOf } from './completeness/file-dates.ts'
import type { CaseFileContents } from './deposit-manifest.ts'
import type { ExportProfile, ValueSource } from './export-profile.ts'
import type { CaseFile } from './records/case-file.ts'
import { type Document, fieldValue } from './records/document.ts'
import type { Fonds } from './records/fonds.ts'
import type { SheetNumbering } from './sheet-numbering.ts'

/** A case file in its order, its fonds, and the numbers of its sheets. */
export interface DescribeContext {
  readonly contents: CaseFileContents
  readonly fonds: Fonds
  readonly sheets: SheetNumbering
}

/** Values by where they come from; what is not known is left out or empty. */
export type Sources = Readonly<Partial<Record<ValueSource, string>>>

/** 25 characters that say which record it is: a UUID in base 36, upper case. */
export function documentIdentifier(id: string): string {
  const hex = id.slice(id.indexOf('_') + 1).replaceAll('-', '')
  return /^[0-9a-f]{32}$/.test(hex) ? BigInt(`0x${hex}`).toString(36).toUpperCase().padStart(25, '0') : ''
}

/** The code of a case file after the profile's template; parts that are not known leave no empty place. */
export function profileFileCode(
  profile: Pick<ExportProfile, 'fileCode'>,
  file: CaseFile,
  fonds: Fonds,
): string {
  return filled(profile.fileCode, partsOf(file, fonds), 0)
}

/** Those that are not isolated: a state secret is a gap that is not described. */
function shownDocuments({ documents }: CaseFileContents): readonly Document[] {
  return documents.filter(({ isolated }) => isolated === undefined)
}

/** What a case file gives. */
export function fileSources(profile: ExportProfile, context: DescribeContext): Sources {
  const { contents, fonds, sheets } = context
  const { file } = contents
  const documents = shownDocuments(contents)
  const dates = datesOf(documents)
  const parts = partsOf(file, fonds)
  return {
    ...parts,
    fileCode: filled(profile.fileCode, parts, 0),
    title: file.title,
    retention: file.retention,
    access: accessCodes[file.access],
    startDate: file.startDate ?? dates.start ?? '',
    endDate: file.endDate ?? dates.end ?? '',
    documents: String(documents.length),
    sheets: String(sheets.total),
    pages: String(documents.reduce((sum, { pages }) => sum + pages.length, 0)),
    ...ownSources(file, fonds),
  }
}

/** What a document gives, with what its case file gives. */
export function documentSources(
  profile: ExportProfile,
  context: DescribeContext,
  document: Document,
): Sources {
  const ofFile = fileSources(profile, context)
  const shown = shownDocuments(context.contents)
  const ordinal = shown.findIndex(({ id }) => id === document.id) + 1
  return {
    ...ofFile,
    documentId: documentIdentifier(document.id),
    documentCode: filled(
      profile.documentCode,
      { ...partsOf(context.contents.file, context.fonds), fileCode: ofFile.fileCode },
      ordinal,
    ),
    ordinal: ordinal === 0 ? '' : String(ordinal),
    documentType: fieldValue(document, 'type'),
    number: fieldValue(document, 'number'),
    documentNotation: fieldValue(document, 'notation'),
    issuedDate: fieldValue(document, 'issuedDate'),
    issuer: fieldValue(document, 'issuer'),
    subject: fieldValue(document, 'subject'),
    pages: String(document.pages.length),
  }
}

/** What is made of the case file alone and a person may say otherwise. */
export function ownSources(file: CaseFile, fonds: Fonds): Sources {
  return {
    paperFileCode: paperFileCode(file, partsOf(file, fonds)),
    makerNote: file.maker === '' ? '' : `Người lập hồ sơ: ${file.maker}`,
  }
}

const accessCodes: Readonly<Record<CaseFile['access'], string>> = { open: '01', restricted: '02' }

interface CodeParts {
  readonly archiveCode: string
  readonly agencyCode: string
  readonly fondsCode: string
  readonly year: string
  readonly notation: string
}

function partsOf(file: CaseFile, fonds: Fonds): CodeParts {
  return {
    archiveCode: fonds.extra['archiveCode'] ?? '',
    agencyCode: fonds.agencyCode,
    fondsCode: fonds.code,
    year: String(file.year),
    notation: file.notation,
  }
}

/** Archive code, place of the paper, number of the paper file; nothing where nobody said where the paper lies. */
function paperFileCode(
  { place }: CaseFile,
  { archiveCode, fondsCode, agencyCode, notation }: CodeParts,
): string {
  const lies = place === null ? '' : [place.store, place.shelf, place.box].filter(Boolean).join('/')
  const archive = archiveCode || fondsCode || agencyCode
  return lies === '' ? '' : [archive, lies, notation].filter(Boolean).join('.')
}

function filled(
  template: string,
  parts: CodeParts & { readonly fileCode?: string | undefined },
  ordinal: number,
): string {
  const values: Readonly<Record<string, string | undefined>> = { ...parts }
  return template
    .replaceAll(/\{(\w+)(?::(\d))?\}/g, (_whole, name: string, digits: string | undefined) =>
      name === 'ordinal' ? String(ordinal).padStart(Number(digits ?? 1), '0') : (values[name] ?? ''),
    )
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^\.|\.$/g, '')
}
