import type * as z from 'zod'
import type { Handlers } from '../../../domain/rpc.ts'
import type { SavedView, WorkspaceApi } from '../../../domain/workspace-api.ts'
import { keptDrafts, keptViews } from './kept-workspace.ts'
import { KeptNow, KeptViews, nothingKept, noViews } from './workspace-setting.ts'

/** A small value that is kept sealed in the vault; a save that resolved is durable. */
interface Kept<T> {
  readonly value: T
  save(next: T): Promise<void>
}

/** Opens what is kept by a name of small Latin letters, digits and hyphens. */
type OpenKept = <T>(name: string, schema: z.ZodType<T>, fallback: T) => Promise<Kept<T>>

export interface WorkspacePorts {
  readonly settings: OpenKept
  /** The id of whoever is signed in. @throws Fault 'locked' */
  readonly user: () => string
  readonly nowIso: () => string
  /** The named lists of the user are others now. */
  readonly onViews: () => void
}

/**
 * What the window remembers for whoever is signed in. Where they were and what they typed changes all the time and may
 * hold anything, so it is written over each time and stands in no backup; the lists they named stand in it.
 */
export function workspaceHandlers(ports: WorkspacePorts): Handlers<WorkspaceApi> {
  const inTurn = createTurns()
  const now = (user: string) => ports.settings(`workspace-${user}-now`, KeptNow, nothingKept)
  const named = (user: string) => ports.settings(`views-${user}`, KeptViews, noViews)
  // Whose it is, is asked when the call comes: by its turn somebody else may be signed in.
  const changeNow = (change: (kept: KeptNow) => KeptNow): Promise<null> => {
    const user = ports.user()
    return inTurn(async () => {
      const kept = await now(user)
      const next = change(kept.value)
      if (next !== kept.value) await kept.save(next)
      return null
    })
  }
  const changeViews = (change: (views: readonly SavedView[]) => SavedView[]): Promise<null> => {
    const user = ports.user()
    return inTurn(async () => {
      const kept = await named(user)
      await kept.save({ views: change(kept.value.views) })
      ports.onViews()
      return null
    })
  }
  return {
    workspace: () => {
      const user = ports.user()
      return inTurn(async () => {
        const { place, drafts } = (await now(user)).value
        return { place, drafts, views: (await named(user)).value.views }
      })
    },
    keepPlace: ({ place }) => changeNow((kept) => ({ ...kept, place })),
    keepDraft: (draft) =>
      changeNow((kept) => {
        const drafts = keptDrafts(kept.drafts, { ...draft, savedAt: ports.nowIso() })
        return drafts === kept.drafts ? kept : { ...kept, drafts }
      }),
    keepView: ({ view }) => changeViews((all) => keptViews(all, view)),
    forgetView: ({ id }) => changeViews((all) => all.filter((view) => view.id !== id)),
  }
}

/** Each change begins from what the one before it left. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work, work)
    last = turn
    return turn
  }
}
