import type { Paged } from '../state/paged.ts'
import type { LongList } from '../ui/long-rows.ts'

/** What was fetched of a list as tables and lists draw it. */
export function longListOf<T>({ total, rows }: Paged<T>, onSee: LongList<T>['onSee']): LongList<T> {
  return { total, rowAt: (index) => rows.get(index), onSee }
}
