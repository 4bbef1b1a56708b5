import * as z from 'zod'
import { Draft, SavedView, Workspace } from '../../../domain/workspace-api.ts'

/** Where a person is and what they typed. One draft or place that cannot be understood any more costs only itself. */
export const KeptNow = z.object({
  place: Workspace.shape.place.catch(null),
  drafts: z.array(z.unknown()).transform((all) => all.flatMap((each) => Draft.safeParse(each).data ?? [])),
})
export type KeptNow = z.infer<typeof KeptNow>
export const nothingKept: KeptNow = { place: null, drafts: [] }

/** The lists a person named. */
export const KeptViews = z.object({
  views: z.array(z.unknown()).transform((all) => all.flatMap((each) => SavedView.safeParse(each).data ?? [])),
})
export type KeptViews = z.infer<typeof KeptViews>
export const noViews: KeptViews = { views: [] }
