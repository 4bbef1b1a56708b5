import { codeKeyOf, officeKey } from '../../domain/completeness/document-key.ts'
import type { Twin } from '../../domain/console/deposit-api.ts'
import { handedOver } from '../../domain/deposit-manifest.ts'
import type { Deposit } from '../../domain/records/deposit.ts'
import { type Document, fieldValue } from '../../domain/records/document.ts'
import type { CommuneRecords } from '../state/commune-records.ts'
import { allDeposits, type DepositContents, type ReadDeposit } from './deposit-contents.ts'
import { listed } from './listed-document.ts'

/** A document with the place where it stands. */
interface Placed {
  readonly document: Document
  readonly fileTitle: string
  readonly deposit: Deposit
}

interface Keys {
  readonly bytes: string
  /** Empty where number, date or issuer is unknown. */
  readonly code: string
}

const keysOfDocument = new WeakMap<Document, Keys>()

function keysOf(document: Document): Keys {
  const kept = keysOfDocument.get(document)
  if (kept !== undefined) return kept
  const parts = [
    codeKeyOf(document),
    fieldValue(document, 'issuedDate'),
    officeKey(fieldValue(document, 'issuer')),
  ]
  const keys = {
    bytes: document.pages.map(({ source, index }) => `${source}:${index}`).join(' '),
    code: parts.includes('') ? '' : parts.join('|'),
  }
  keysOfDocument.set(document, keys)
  return keys
}

/** Documents by what makes two of them one; the first that stands under a key keeps it. */
function createTwinFinder() {
  const byBytes = new Map<string, Placed>()
  const byCode = new Map<string, Placed>()
  return {
    find: (document: Document): { readonly kind: Twin['kind']; readonly other: Placed } | null => {
      const { bytes, code } = keysOf(document)
      const same = byBytes.get(bytes)
      if (same !== undefined) return { kind: 'same-bytes', other: same }
      const named = code === '' ? undefined : byCode.get(code)
      return named === undefined ? null : { kind: 'same-code', other: named }
    },
    add: (placed: Placed): void => {
      const { bytes, code } = keysOf(placed.document)
      if (!byBytes.has(bytes)) byBytes.set(bytes, placed)
      if (code !== '' && !byCode.has(code)) byCode.set(code, placed)
    },
  }
}

function placedIn(deposit: Deposit, { files }: DepositContents): readonly Placed[] {
  return files.flatMap(({ file, documents }) =>
    handedOver(documents).map((document) => ({ document, fileTitle: file.title, deposit })),
  )
}

function twinOf(document: Document, { kind, other }: { kind: Twin['kind']; other: Placed }): Twin {
  return {
    document: document.id,
    kind,
    other: listed(other.document),
    otherDocument: other.document.id,
    otherDeposit: other.deposit.id,
    otherOrdinal: other.deposit.ordinal,
    otherFile: other.fileTitle,
  }
}

/** Documents of a deposit that repeat one before them in its order. @see TT 05/2025, article 24(1) */
export function twinsInside(deposit: Deposit, contents: DepositContents): readonly Twin[] {
  const finder = createTwinFinder()
  const twins: Twin[] = []
  for (const placed of placedIn(deposit, contents)) {
    const found = finder.find(placed.document)
    if (found === null) finder.add(placed)
    else twins.push(twinOf(placed.document, found))
  }
  return twins
}

/** Documents of a deposit that its commune handed over before and the archive accepted. */
export function twinsHeld(
  records: CommuneRecords,
  { deposit, contents, read }: { deposit: Deposit; contents: DepositContents; read: ReadDeposit },
): readonly Twin[] {
  const finder = createTwinFinder()
  const own = new Set(contents.documents.map(({ id }) => id))
  for (const other of allDeposits(records)) {
    if (other.id === deposit.id || other.outcome?.isAccepted !== true) continue
    placedIn(other, read(other))
      .filter(({ document }) => !own.has(document.id))
      .forEach(finder.add)
  }
  return placedIn(deposit, contents).flatMap(({ document }) => {
    const found = finder.find(document)
    return found === null ? [] : [twinOf(document, found)]
  })
}
