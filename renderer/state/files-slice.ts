import type { CaseFileDetail, CaseFileRow } from '../../domain/api.ts'
import type { PlanEntry } from '../../domain/records/plan-entry.ts'
import type { FilesSlice, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, type Remote, readyValue } from './attempt.ts'
import type { Ports } from './ports.ts'

export function createFilesSlice(ports: Ports): Slice<FilesSlice> {
  const { client } = ports
  return (set, get) => ({
    plan: loading,
    caseFiles: loading,
    toFile: loading,
    selection: { kind: 'none' },
    stateShown: null,
    detail: loading,
    loadPlan: async () => set({ plan: await fetchRemote(ports, () => client.plan({})) }),
    loadCaseFiles: async () => set({ caseFiles: await fetchRemote(ports, () => client.caseFiles({})) }),
    loadToFile: async () =>
      set({ toFile: await fetchRemote(ports, () => client.documents({ filter: 'to-file' })) }),
    loadDetail: async () => {
      const { selection } = get()
      if (selection.kind !== 'file') return
      const detail = await fetchRemote(ports, () => client.caseFile({ id: selection.id }))
      // Another file may have been chosen while this one was fetched.
      if (get().selection === selection) set({ detail })
    },
    select: (selection) => {
      set({ selection, detail: loading })
      void get().refresh()
    },
    showFiles: (stateShown) => {
      set({ stateShown })
      get().show('files')
    },
    openFile: (id) => {
      set({ selection: { kind: 'file', id }, detail: loading, stateShown: null })
      get().show('files')
    },
    newCaseFile: async (planEntry) => {
      const result = await attempt(ports, () => client.openCaseFile({ planEntry }))
      if (!result.ok) return get().tell(result.fault)
      get().select({ kind: 'file', id: result.value.id })
      get().confirm('opened', nameOfPlan(get().plan, planEntry))
    },
    closeCaseFile: async (id) => {
      const result = await attempt(ports, () => client.closeCaseFile({ id }))
      if (result.ok) get().confirm('closed', nameOfFile(get().caseFiles, id))
      else get().tell(result.fault)
      await get().refresh()
    },
    reopenCaseFile: async (id, reason) => {
      const result = await attempt(ports, () => client.reopenCaseFile({ id, reason }))
      get().closeDialog()
      if (result.ok) get().confirm('reopened', nameOfFile(get().caseFiles, id))
      else get().tell(result.fault)
      await get().refresh()
    },
    fileDocument: async ({ id }, caseFile, name) => {
      const result = await attempt(ports, () => client.fileDocument({ id, caseFile }))
      if (!result.ok) return get().tell(result.fault)
      if (caseFile !== null) set({ lastTarget: caseFile })
      get().confirm(caseFile === null ? 'taken-out' : 'filed', name)
      await get().refresh()
    },
  })
}

function nameOfFile(files: Remote<readonly CaseFileRow[]>, id: string): string {
  return readyValue(files)?.find(({ file }) => file.id === id)?.file.notation ?? ''
}

function nameOfPlan(plan: Remote<readonly PlanEntry[]>, id: string): string {
  return readyValue(plan)?.find((entry) => entry.id === id)?.notation ?? ''
}

/** Must be mended before the file can be closed. */
export function openMusts(detail: CaseFileDetail): number {
  return detail.shortcomings.filter((shortcoming) => shortcoming.severity === 'must').length
}

/** The case file that the screen of case files shows, null while there is none. */
export function shownFile(state: FilesSlice): CaseFileDetail | null {
  const detail = readyValue(state.detail)
  return state.selection.kind === 'file' && detail?.file.id === state.selection.id ? detail : null
}
