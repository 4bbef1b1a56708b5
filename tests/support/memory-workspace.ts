import type { Handlers } from '../../domain/rpc.ts'
import type { Workspace, WorkspaceApi } from '../../domain/workspace-api.ts'
import { keptDrafts, keptViews } from '../../electron/desk/workspace/kept-workspace.ts'
import type { MemoryParts } from './memory-case-files.ts'

/** What the window remembers for each user of a vault in memory, by their ids. */
export type MemoryWorkspaces = Map<string, Workspace>

export const emptyWorkspace: Workspace = { place: null, drafts: [], views: [] }

export function workspaceHandlers({ vault, emit }: MemoryParts): Handlers<WorkspaceApi> {
  const own = (): Workspace => vault.workspaces.get(vault.users.current) ?? emptyWorkspace
  const change = (part: Partial<Workspace>): null => {
    vault.workspaces.set(vault.users.current, { ...own(), ...part })
    if (part.views !== undefined) emit({ name: 'viewsChanged', payload: {} })
    return null
  }
  return {
    workspace: async () => own(),
    keepPlace: async ({ place }) => change({ place }),
    keepDraft: async (draft) =>
      change({ drafts: keptDrafts(own().drafts, { ...draft, savedAt: '2026-01-05T08:00:00.000Z' }) }),
    keepView: async ({ view }) => change({ views: keptViews(own().views, view) }),
    forgetView: async ({ id }) => change({ views: own().views.filter((view) => view.id !== id) }),
  }
}
