import type { RecordState } from '../../domain/merge.ts'
import type { CaseFile } from '../../domain/records/case-file.ts'
import { vietnamTime } from './vietnam-time.ts'

/** Something that happened to a record, as its ops tell: when, and who was signed in. */
export interface Happening {
  /** ISO 8601 with its zone. */
  readonly at: string
  readonly by: string
}

/** When the pages of a document came in. */
export function digitised(record: RecordState): Happening | null {
  return latest(record, (path) => path === '/pages')
}

/** When the last of its pages was read. */
export function wasRead(record: RecordState): Happening | null {
  return latest(record, (path) => path.startsWith('/text/'))
}

/** When a case file was closed; of one that an older program closed, when its state was written last. */
export function closed(file: Pick<CaseFile, 'closing'>, record: RecordState): Happening | null {
  const { closing } = file
  const at = closing === null ? null : vietnamTime(Date.parse(closing.at))
  if (closing !== null && at !== null) return { at, by: closing.by }
  return latest(record, (path) => path === '/state')
}

function latest({ cells }: RecordState, isMeant: (path: string) => boolean): Happening | null {
  let found: { readonly ms: number; readonly by: string } | null = null
  for (const [path, { heads }] of Object.entries(cells)) {
    const shown = heads[0]
    if (shown === undefined || !isMeant(path)) continue
    const [ms] = shown.t
    if (found === null || ms > found.ms) found = { ms, by: shown.by }
  }
  const at = found === null ? null : vietnamTime(found.ms)
  return found === null || at === null ? null : { at, by: found.by }
}
