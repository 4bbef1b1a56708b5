import {
  CaseListQuery,
  DocumentListQuery,
  type ListName,
  type ListNarrowing,
  type ListQuery,
} from '../../domain/list-api.ts'
import type { SavedView } from '../../domain/workspace-api.ts'

const newestFirst = { by: 'made', isDescending: true } as const

/** A whole list, newest first. */
export function wholeList(list: ListName): ListQuery {
  return { list, filter: {}, sort: newestFirst }
}

export function narrowed(narrowing: ListNarrowing): ListQuery {
  return narrowing.list === 'cases'
    ? { list: 'cases', filter: narrowing.filter, sort: narrowing.sort ?? newestFirst }
    : { list: 'documents', filter: narrowing.filter, sort: narrowing.sort ?? newestFirst }
}

export function isNarrowed({ filter }: ListQuery): boolean {
  return Object.keys(filter).length > 0
}

/** A query as a view keeps it: each part of the filter as JSON, with the order beside them. */
export function viewFilter({ filter, sort }: ListQuery): SavedView['filter'] {
  const parts = Object.entries(filter).map(([name, value]) => [name, JSON.stringify(value)] as const)
  const kept: Record<string, string> = Object.fromEntries(parts)
  return { ...kept, 'sort.by': sort.by, 'sort.way': sort.isDescending ? 'down' : 'up' }
}

/** The query of a kept view; the whole list where this program does not know what it says. */
export function viewQuery({ list, filter }: Pick<SavedView, 'list' | 'filter'>): ListQuery | null {
  const { 'sort.by': by, 'sort.way': way, ...parts } = filter
  const schema = list === 'cases' ? CaseListQuery : list === 'documents' ? DocumentListQuery : null
  const read = schema?.safeParse({
    list,
    filter: Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, valueIn(value)])),
    sort: { by, isDescending: way === 'down' },
  })
  return read?.success === true ? read.data : null
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // What is no JSON is a view of another program, which the schema refuses.
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
