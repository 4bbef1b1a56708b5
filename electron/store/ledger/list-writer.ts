import type { CatalogueRow } from '../../../domain/catalogue.ts'
import type { CaseListKeys, DocumentListKeys } from '../../../domain/list-keys.ts'
import type { RecordId } from '../../../domain/op.ts'
import type { EncryptedDatabase, SqlValue } from './encrypted-database.ts'
import { CASE_COLUMNS, DOCUMENT_COLUMNS } from './list-schema.ts'

/** Puts a record whose row of the catalogue stands already into the list where it belongs, or out of it. */
export function writeListRow(database: EncryptedDatabase, id: RecordId, row: CatalogueRow): void {
  const { listed, madeMs } = row
  if (listed?.list === 'cases') database.run(CASE_UPSERT, [...caseListValues(listed.keys), madeMs, id])
  else if (listed?.list === 'documents')
    database.run(DOCUMENT_UPSERT, [...documentListValues(listed.keys), madeMs, id])
  else if (id.startsWith('doc_')) database.run(DELETE('document_list'), [id])
  else if (id.startsWith('case_')) database.run(DELETE('case_list'), [id])
}

const CASE_UPSERT = upsert('case_list', CASE_COLUMNS)
const DOCUMENT_UPSERT = upsert('document_list', DOCUMENT_COLUMNS)
const DELETE = (table: string): string =>
  `DELETE FROM ${table} WHERE row = (SELECT row FROM record WHERE id = ?)`

/** A row that is as it was is left alone: each of its columns has an index that would be written anew. */
function upsert(table: string, columns: readonly string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}, row)
    VALUES (${columns.map(() => '?').join(', ')}, (SELECT row FROM record WHERE id = ?))
    ON CONFLICT (row) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}
    WHERE ${columns.map((name) => `${table}.${name} IS NOT excluded.${name}`).join(' OR ')}`
}

function caseListValues(keys: CaseListKeys): readonly SqlValue[] {
  return [
    keys.state,
    keys.fonds,
    keys.year,
    keys.retention,
    keys.maker,
    keys.planEntry,
    keys.deposit,
    keys.isRestricted,
    keys.notation,
    keys.title,
    keys.makerKey,
    keys.place,
    keys.startDate,
    keys.endDate,
    keys.workYear,
    keys.isEnded,
  ]
}

function documentListValues(keys: DocumentListKeys): readonly SqlValue[] {
  return [
    keys.stage,
    keys.year,
    keys.type,
    keys.caseFile,
    keys.number,
    keys.notation,
    keys.issuedDate,
    keys.issuer,
    keys.subject,
    keys.signer,
    keys.pages,
    keys.doubt,
  ]
}
