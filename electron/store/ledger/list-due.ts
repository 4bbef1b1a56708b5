import type { RecordId } from '../../../domain/op.ts'
import { type EncryptedDatabase, textIn } from './encrypted-database.ts'

type Reading = Pick<EncryptedDatabase, 'all'>

/** Files without an end are due from the year after theirs. */
export interface DueSpan {
  readonly thisYear: number
  readonly offset: number
  readonly limit: number
}

const IS_DUE = 'work_year IS NOT NULL AND (is_ended = 1 OR work_year < ?)'

/** Case files to be handed over, the first due first. */
export function dueIds(database: Reading, { thisYear, offset, limit }: DueSpan): readonly RecordId[] {
  const sql = `SELECT record.id AS id FROM (
      SELECT row, work_year, notation FROM case_list INDEXED BY case_list_due WHERE ${IS_DUE}
      ORDER BY work_year, notation, row LIMIT ? OFFSET ?
    ) JOIN record USING (row) ORDER BY work_year, notation, row`
  return database.all(sql, [thisYear, limit, offset]).map((row) => textIn(row, 'id'))
}

/** How many of them count from each year. */
export function dueCounts(database: Reading, thisYear: number): ReadonlyMap<number, number> {
  const sql = `SELECT work_year, count(*) AS files FROM case_list INDEXED BY case_list_due WHERE ${IS_DUE}
    GROUP BY work_year`
  return new Map(database.all(sql, [thisYear]).map((row) => [Number(row['work_year']), Number(row['files'])]))
}
