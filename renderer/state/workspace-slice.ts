import type { FaultReport } from '../../domain/fault.ts'
import type { Draft, SavedView, Workspace } from '../../domain/workspace-api.ts'
import type { Slice } from './app-state.ts'
import { attempt } from './attempt.ts'
import { coalesce } from './coalesce.ts'
import type { Ports } from './ports.ts'
import { reviewDrafts } from './review-drafts.ts'

/** What was typed into a form, by the names of its boxes. */
export type DraftValues = Draft['values']

export interface WorkspaceSlice {
  /** What is remembered of whoever is signed in; empty before it was fetched. Where they were is as it was found. */
  readonly workspace: Workspace
  loadWorkspace(): Promise<void>
  /** Keeps what is typed into a form, within a second on the disk; null forgets it. */
  keepDraft(form: string, values: DraftValues | null): void
  /** What is typed and waits to be kept goes now: the window is about to close. */
  flushDrafts(): Promise<void>
  /** @returns why it failed, null when the list has its name */
  keepView(view: SavedView): Promise<FaultReport | null>
  /** @returns as above */
  forgetView(id: string): Promise<FaultReport | null>
}

const nothing: Workspace = { place: null, drafts: [], views: [] }

/** Between two saves of what is typed; a first key press is saved at once. */
const TYPING_REST_MS = 500

export function createWorkspaceSlice(ports: Ports): Slice<WorkspaceSlice> {
  const { client } = ports
  return (set, get) => {
    const unsaved = new Map<string, DraftValues | null>()
    const trouble = { isTold: false }
    const tell = (fault: FaultReport): void => {
      // Nothing is typed into a vault that was locked, and one that cannot write says so once.
      if (fault.code === 'locked' || trouble.isTold) return
      trouble.isTold = true
      get().tell(fault)
    }
    const saveDrafts = async (): Promise<void> => {
      const [first] = unsaved
      if (first === undefined) return
      const [form, values] = first
      unsaved.delete(form)
      const result = await attempt(ports, () =>
        client.keepDraft({ form, values: values === null ? null : { ...values } }),
      )
      if (result.ok) trouble.isTold = false
      else tell(result.fault)
      await saveDrafts()
    }
    const save = coalesce(saveDrafts, () => ports.wait(TYPING_REST_MS))
    const change = async (call: () => Promise<null>): Promise<FaultReport | null> => {
      const result = await attempt(ports, call)
      if (!result.ok) return result.fault
      await get().loadWorkspace()
      return null
    }
    return {
      workspace: nothing,
      loadWorkspace: async () => {
        const result = await attempt(ports, () => client.workspace({}))
        if (!result.ok) return
        const typing = result.value.drafts.filter(({ form }) => !unsaved.has(form))
        const known = get().workspace.drafts.filter(({ form }) => unsaved.has(form))
        set({ workspace: { ...result.value, drafts: [...typing, ...known] } })
        // What was typed over documents stands in their boxes again.
        if (!get().isPlaced) set(reviewDrafts(result.value))
      },
      keepDraft: (form, values) => {
        const { workspace } = get()
        const others = workspace.drafts.filter((draft) => draft.form !== form)
        if (values === null && others.length === workspace.drafts.length && !unsaved.has(form)) return
        const own = values === null ? [] : [{ form, values, savedAt: '' }]
        set({ workspace: { ...workspace, drafts: [...others, ...own] } })
        unsaved.set(form, values)
        void save()
      },
      flushDrafts: saveDrafts,
      keepView: (view) => change(() => client.keepView({ view })),
      forgetView: (id) => change(() => client.forgetView({ id })),
    }
  }
}

/** What was typed into a form and not saved, null where nothing was. */
export function draftOf({ workspace }: WorkspaceSlice, form: string): Draft | null {
  return workspace.drafts.find((draft) => draft.form === form) ?? null
}
