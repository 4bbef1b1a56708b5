import type { RecordId } from '../../domain/op.ts'
import { documentView, setIsolation } from '../../domain/records/document.ts'
import { secretLineIn } from '../../domain/secret-mark.ts'
import type { TextLayer } from '../../domain/text-layer.ts'
import { isoNow, type Records, type Surroundings } from './ports.ts'

interface GatePorts {
  readonly records: Pick<Records, 'record' | 'append'>
  readonly surroundings: Pick<Surroundings, 'clock'>
}

interface ReadText {
  readonly document: RecordId
  /** Id of the page. */
  readonly page: string
  readonly layer: TextLayer
}

/**
 * Asked before the text of a page is stored: a document with a page that says MẬT, TỐI MẬT or TUYỆT MẬT in a line of its own
 * is isolated. True where it is, by this page or before: then nothing of the page may be stored.
 */
export async function isolateIfSecret(
  { records, surroundings }: GatePorts,
  { document, page, layer }: ReadText,
): Promise<boolean> {
  const record = records.record(document)
  if (documentView(record).isolated !== undefined) return true
  // Somebody looked at this page before and found that it is none.
  if (notSecretPath(page) in record.cells || secretLineIn(layer) === null) return false
  await records.append([setIsolation(document, { at: isoNow(surroundings.clock) })])
  return true
}

/** The cell that says that a person found a mark on the page to be none of a state secret. */
export function notSecretPath(page: string): string {
  return `/notSecret/${page}`
}
