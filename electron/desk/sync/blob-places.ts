import { kindOf, type RecordId, type Sha256 } from '../../../domain/op.ts'
import { importedFileView } from '../../../domain/records/authority-file.ts'
import { blobsOf, documentView } from '../../../domain/records/document.ts'
import type { Records } from '../ports.ts'

/** Which record names a blob. */
export interface BlobPlace {
  /** A data file of the law. */
  readonly isData: boolean
  readonly document: RecordId | null
  readonly caseFile: RecordId | null
}

/** Where the blobs of what is handed over belong: made from the records when it is asked for, kept until they change. */
export interface BlobPlaces {
  of(sha: Sha256): BlobPlace
  /** These records changed. */
  look(ids: readonly RecordId[]): void
}

type Known = Pick<Records, 'record' | 'records' | 'catalogue'>

const nowhere: BlobPlace = { isData: false, document: null, caseFile: null }
/** More case files than wait for the province at once, more documents than one has. */
const ALL = 1_000_000
const naming: ReadonlySet<string> = new Set(['doc', 'case', 'authority'])

export function createBlobPlaces(records: Known): BlobPlaces {
  const kept = { places: null as ReadonlyMap<Sha256, BlobPlace> | null }
  return {
    of: (sha) => {
      kept.places ??= placesOf(records)
      return kept.places.get(sha) ?? nowhere
    },
    look: (ids) => {
      if (ids.some((id) => naming.has(kindOf(id)))) kept.places = null
    },
  }
}

/** Only of what the province can be waiting for: a vault holds a hundred times as much that is not handed over. */
function placesOf({ record, records, catalogue }: Known): ReadonlyMap<Sha256, BlobPlace> {
  const places = new Map<Sha256, BlobPlace>()
  for (const caseFile of catalogue.ids({ kind: 'case', stages: ['deposited'], limit: ALL })) {
    for (const document of catalogue.ids({ kind: 'doc', parent: caseFile, limit: ALL })) {
      for (const sha of blobsOf(documentView(record(document)))) {
        places.set(sha, { isData: false, document, caseFile })
      }
    }
  }
  for (const authority of records('authority')) {
    const imported = importedFileView(authority)
    if (imported !== null) places.set(imported.blob, { ...nowhere, isData: true })
  }
  return places
}
