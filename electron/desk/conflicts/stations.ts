import * as z from 'zod'
import { shownValue } from '../../../domain/merge.ts'
import type { ConflictSide } from '../../../domain/sync-api.ts'
import { derivedId } from '../plan/derived-id.ts'
import type { Records } from '../ports.ts'

const Place = z.object({ stationOrdinal: z.int().min(1) })

/** Which PC wrote something: its place among those of the commune stands in its own record, which travels like any other. */
export function stationOf(
  records: Pick<Records, 'record'>,
  own: string,
  op: string,
): ConflictSide['station'] {
  const [id = ''] = op.split(':')
  const place = Place.safeParse(shownValue(records.record(derivedId('station', id)), '/province'))
  return { id, isOwn: id === own, ordinal: place.success ? place.data.stationOrdinal : null }
}
