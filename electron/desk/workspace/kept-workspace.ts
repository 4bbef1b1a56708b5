import { Fault } from '../../../domain/fault.ts'
import type { Draft, SavedView } from '../../../domain/workspace-api.ts'

/** As many as the window is ever told. */
const MOST_DRAFTS = 200
const MOST_VIEWS = 200

/** The drafts with that of one form, the newest last; null values forget it. Beyond the most, the oldest goes. */
export function keptDrafts(
  drafts: Draft[],
  { values, ...about }: Omit<Draft, 'values'> & { readonly values: Draft['values'] | null },
): Draft[] {
  const others = drafts.filter(({ form }) => form !== about.form)
  if (values === null) return others.length === drafts.length ? drafts : others
  return [...others, { ...about, values }].slice(-MOST_DRAFTS)
}

/** The lists with this one in its place, or at the end. @throws Fault 'invalid-input' where there are too many */
export function keptViews(views: readonly SavedView[], view: SavedView): SavedView[] {
  const isKnown = views.some(({ id }) => id === view.id)
  if (isKnown) return views.map((each) => (each.id === view.id ? view : each))
  if (views.length >= MOST_VIEWS) throw new Fault('invalid-input', 'too many lists are named')
  return [...views, view]
}
