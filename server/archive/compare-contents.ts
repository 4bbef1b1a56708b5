import {
  type ComparedDocument,
  type DepositComparison,
  type DocumentPart,
  documentParts,
} from '../../domain/console/deposit-api.ts'
import {
  type CaseFileContents,
  depositManifest,
  handedOver,
  handedOverAt,
} from '../../domain/deposit-manifest.ts'
import { canonicalJson, type Json } from '../../domain/json.ts'
import type { Sha256 } from '../../domain/op.ts'
import { type CaseFile, fileCode } from '../../domain/records/case-file.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import { blobsOf, type Document, FieldName, fieldValue } from '../../domain/records/document.ts'
import { sha256Hex } from '../identity/keys.ts'
import { listed } from './listed-document.ts'

interface Lists {
  readonly deposit: Deposit
  /** What the commune handed over, as far as it can be made again. */
  readonly handed: readonly CaseFileContents[]
  /** What the server has. */
  readonly now: readonly CaseFileContents[]
  readonly isStored: (sha: Sha256) => boolean
  readonly agencyCode: (file: CaseFile) => string
}

type Compared = Pick<DepositComparison, 'isProven' | 'files'>

/** Both contents lists of a deposit beside each other. Of state secrets nothing stands in either. */
export function compareContents({ deposit, handed, now, isStored, agencyCode }: Lists): Compared {
  const secrets = new Set(
    now.flatMap(({ documents }) =>
      documents.filter(({ isolated }) => isolated !== undefined).map(({ id }) => id),
    ),
  )
  const files = now.map((present) => {
    const past = handed.find(({ file }) => file.id === present.file.id)
    const file = present.file.notation === '' && past !== undefined ? past.file : present.file
    return {
      id: file.id,
      title: file.title,
      fileCode: fileCode(agencyCode(file), file),
      isMissing: present.file.notation === '',
      isSame: past !== undefined && headText(past.file) === headText(present.file),
      documents: compareDocuments(past?.documents ?? [], handedOver(present.documents))
        .filter(({ id }) => !secrets.has(id))
        .map((row) => ({
          ...row,
          blobsMissing: missingOf(
            present.documents.find(({ id }) => id === row.id),
            isStored,
          ),
        })),
    }
  })
  return { isProven: isProven(deposit, handed), files }
}

function isProven(
  { manifest, manifestVersion, createdAt }: Deposit,
  then: readonly CaseFileContents[],
): boolean {
  const contents = then.map(({ file, documents }) => ({
    file,
    documents: handedOverAt(documents, createdAt),
  }))
  const text = depositManifest(contents, manifestVersion)
  return text !== null && sha256Hex(text) === manifest
}

function missingOf(document: Document | undefined, isStored: (sha: Sha256) => boolean): number {
  return document === undefined ? 0 : blobsOf(document).filter((sha) => !isStored(sha)).length
}

type Row = Omit<ComparedDocument, 'blobsMissing'>

/** In the order in which they were handed over; what came since stands at the end. */
function compareDocuments(then: readonly Document[], now: readonly Document[]): readonly Row[] {
  const present = new Map(now.map((document) => [document.id, document]))
  const past = new Set(then.map(({ id }) => id))
  const rows = then.map((document): Row => {
    const other = present.get(document.id)
    const base = { id: document.id, handed: listed(document) }
    if (other === undefined) return { ...base, state: 'missing', now: null, differences: [] }
    const differences = differencesOf(document, other)
    return { ...base, state: differences.length === 0 ? 'same' : 'differs', now: listed(other), differences }
  })
  const added = now
    .filter(({ id }) => !past.has(id))
    .map(
      (document): Row => ({
        id: document.id,
        state: 'added',
        handed: null,
        now: listed(document),
        differences: [],
      }),
    )
  return [...rows, ...added]
}

function differencesOf(a: Document, b: Document): DocumentPart[] {
  const fields = FieldName.options.filter((name) => fieldValue(a, name) !== fieldValue(b, name))
  return [...fields, ...documentParts.filter((part) => partText(a, part) !== partText(b, part))]
}

/** By places, as the manifest has it: which ids pages have is no part of what is handed over. */
function partText(document: Document, part: (typeof documentParts)[number]): string {
  const { pages, texts, corrections, turned = {}, sheets, isDraft, extra } = document
  const parts: Readonly<Record<typeof part, Json>> = {
    pages: pages.map(({ source, index }) => [source, index]),
    texts: pages.map(({ id }) => texts[id] ?? null),
    words: pages.map(({ id }) => ({ ...corrections[id] })),
    turned: pages.map(({ id }) => turned[id] ?? null),
    sheets: sheets === null ? null : { ...sheets },
    isDraft,
    extra: { ...extra },
  }
  return canonicalJson(parts[part])
}

function headText({ notation, title, retention, year, startDate, endDate, maker }: CaseFile): string {
  return canonicalJson({ notation, title, retention, year, startDate, endDate, maker })
}
