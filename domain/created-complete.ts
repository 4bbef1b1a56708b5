import * as z from 'zod'
import { type CaseFile, Exclusion } from './records/case-file.ts'

/** How many case files were made, how many of them are whole, and how many the law leaves out, each with its reason. */
export const CreatedComplete = z.object({
  /** Files of the work (đã lập), without those that are left out. */
  created: z.int(),
  /** Files that passed the test of completeness and were closed by a person (hoàn chỉnh). */
  complete: z.int(),
  /** Files that are left out of every target, with the documents that they have on paper. */
  excluded: z.array(z.object({ reason: Exclusion.shape.reason, files: z.int(), documents: z.int() })),
})
export type CreatedComplete = z.infer<typeof CreatedComplete>

type Counted = Pick<CaseFile, 'state' | 'excluded'>

/**
 * Is a case file whole (hoàn chỉnh)? It was closed, which its musts forbid, and the archive did not send it back.
 * @param faults what was found since, as far as somebody looked
 */
export function isComplete(
  { state, excluded }: Counted,
  faults: readonly { readonly severity: 'must' | 'should' }[] = [],
): boolean {
  const isClosed = state === 'closed' || state === 'deposited' || state === 'accepted'
  return excluded === null && isClosed && faults.every(({ severity }) => severity !== 'must')
}

export function countCreatedComplete(files: Iterable<Counted>): CreatedComplete {
  const excluded = new Map<Exclusion['reason'], { files: number; documents: number }>()
  let [created, complete] = [0, 0]
  for (const file of files) {
    if (file.excluded === null) {
      created += 1
      complete += isComplete(file) ? 1 : 0
      continue
    }
    const { reason, documents } = file.excluded
    const known = excluded.get(reason) ?? { files: 0, documents: 0 }
    excluded.set(reason, { files: known.files + 1, documents: known.documents + documents })
  }
  const reasons = Exclusion.shape.reason.options.flatMap((reason) => {
    const counts = excluded.get(reason)
    return counts === undefined ? [] : [{ reason, ...counts }]
  })
  return { created, complete, excluded: reasons }
}
