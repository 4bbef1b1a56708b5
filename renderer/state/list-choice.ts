import { type ListQuery, type ListSelection, MOST_CHOSEN } from '../../domain/list-api.ts'

/** Which rows of a long list are chosen: some by name, or all that match but some. */
export type ListChoice =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> }

export const nothingListed: ListChoice = { kind: 'some', ids: new Set() }
export const everything: ListChoice = { kind: 'all', except: new Set() }

export function isChosen(choice: ListChoice, id: string): boolean {
  return choice.kind === 'all' ? !choice.except.has(id) : choice.ids.has(id)
}

/** How many rows are chosen of a list with so many. */
export function chosenCount(choice: ListChoice, total: number): number {
  return choice.kind === 'all' ? Math.max(0, total - choice.except.size) : choice.ids.size
}

/** The choice after one row was put in or taken out. */
export function toggled(choice: ListChoice, id: string): ListChoice {
  const named = new Set(choice.kind === 'all' ? choice.except : choice.ids)
  if (!named.delete(id)) named.add(id)
  return choice.kind === 'all' ? { kind: 'all', except: named } : { kind: 'some', ids: named }
}

/** Only these rows. */
export function chosenOnly(ids: Iterable<string>): ListChoice {
  return { kind: 'some', ids: new Set(ids) }
}

/** As the engine is asked for it; null where nothing is chosen, or more is named than can be. */
export function selectionOf(choice: ListChoice, query: ListQuery): ListSelection | null {
  const named = [...(choice.kind === 'all' ? choice.except : choice.ids)]
  if (named.length > MOST_CHOSEN || (choice.kind === 'some' && named.length === 0)) return null
  return choice.kind === 'all' ? { kind: 'all', query, except: named } : { kind: 'ids', query, ids: named }
}
