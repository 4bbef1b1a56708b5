import { askedConflicts, isJoinedText, namedCell } from '../../../domain/conflict-cells.ts'
import type { ConflictingValue } from '../../../domain/conflicts.ts'
import { Fault } from '../../../domain/fault.ts'
import type { Json } from '../../../domain/json.ts'
import { entriesBelow, type RecordState, shownValue } from '../../../domain/merge.ts'
import { type Edit, kindOf, type RecordId } from '../../../domain/op.ts'
import { documentView } from '../../../domain/records/document.ts'
import { type Page, pagesValue } from '../../../domain/records/page.ts'
import { withEdits } from '../assemble/with-edits.ts'
import { derivedId } from '../plan/derived-id.ts'
import { canKeepBoth } from './conflict-list.ts'

/**
 * The edits that keep every value of a conflict: texts below each other; a document where it is shown, with a copy for
 * each other value. Two PCs that do the same make the same copy. @throws Fault 'conflict' where nothing conflicts any
 * more, 'invalid-input' where the values cannot stand beside each other
 */
export function keepBothEdits(record: RecordState, path: string): readonly Edit[] {
  const values = askedConflicts(record).find((conflict) => conflict.path === path)?.values
  if (values === undefined) {
    throw new Fault('conflict', `nothing conflicts in ${path} of ${record.id}`, {
      detail: { reason: 'changed' },
    })
  }
  const cell = namedCell(kindOf(record.id), path)
  if (!canKeepBoth(cell, values)) {
    throw new Fault('invalid-input', `the values of ${path} cannot both stand`, {
      detail: { reason: 'keep-both' },
    })
  }
  return isJoinedText(cell) ? [joinedText(record.id, path, values)] : withCopies(record, path, values)
}

function joinedText(record: RecordId, path: string, values: readonly ConflictingValue[]): Edit {
  const texts = values.map(valueOf).map(String)
  return { record, path, value: texts.join('\n') }
}

const valueOf = (value: ConflictingValue): Json => ('remove' in value ? null : value.value)

function withCopies(record: RecordState, path: string, values: readonly ConflictingValue[]): readonly Edit[] {
  const [shown, ...others] = values
  if (shown === undefined) return []
  const kept: Edit = { record: record.id, path, value: valueOf(shown) }
  const copies = others.flatMap((other) => {
    const variant = withEdits(record, [{ record: record.id, path, value: valueOf(other) }])
    return copyEdits(variant, derivedId('doc', `copy/${record.id}/${path}/${other.op}`))
  })
  return [kept, ...copies]
}

/** Of one document as a whole; pages, their texts and their turns are written for the copy's own pages. */
const copied =
  /^\/(field\/.+|extra\/.+|batch|caseFile|position|sheets|isDraft|isAccepted|isOneDocument|proposals|findings)$/
const byPage = ['/text/', '/unread/', '/turn/', '/turned/', '/word/'] as const

/** What makes a document of its own out of another, with the same pages of the same files under new ids. */
function copyEdits(original: RecordState, copy: RecordId): readonly Edit[] {
  const { pages } = documentView(original)
  const pageIds = new Map(pages.map(({ id }) => [id, copiedPage(copy, id)]))
  const own: Page[] = pages.map((page) => ({ ...page, id: pageIds.get(page.id) ?? page.id }))
  const cells = Object.keys(original.cells).filter((path) => copied.test(path))
  return [
    ...cells.flatMap((path): Edit[] => {
      const value = shownValue(original, path)
      return value === undefined ? [] : [{ record: copy, path, value }]
    }),
    { record: copy, path: '/pages', value: pagesValue(own) },
    ...byPage.flatMap((prefix) => pageEdits(original, { prefix, copy, pageIds })),
  ]
}

function pageEdits(
  original: RecordState,
  to: { readonly prefix: string; readonly copy: RecordId; readonly pageIds: ReadonlyMap<string, string> },
): readonly Edit[] {
  return entriesBelow(original, to.prefix).flatMap(([key, value]): Edit[] => {
    const [page = '', ...place] = key.split('/')
    const id = to.pageIds.get(page)
    return id === undefined
      ? []
      : [{ record: to.copy, path: [`${to.prefix}${id}`, ...place].join('/'), value }]
  })
}

/** A page stands in one document, so that of the copy has an id of its own: the same on every PC. */
function copiedPage(copy: RecordId, page: string): string {
  const id = derivedId('doc', `page/${copy}/${page}`)
  return id.slice(id.indexOf('_') + 1)
}
