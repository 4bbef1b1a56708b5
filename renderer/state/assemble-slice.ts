import type { FaultReport } from '../../domain/fault.ts'
import type { AppState, Slice } from './app-state.ts'
import type { AssembleSlice } from './assemble-state.ts'
import { assembled } from './assembled.ts'
import { attempt, fetchRemote, loading } from './attempt.ts'
import { createPageDeskActions } from './page-desk-slice.ts'
import type { Ports } from './ports.ts'
import type { DoneKind } from './view.ts'

type Get = () => AppState
type Set = (part: Partial<AppState>) => void

/** Putting case files together. */
export function createAssembleSlice(ports: Ports): Slice<AssembleSlice> {
  return (set, get, api) => ({
    chosenDocuments: [],
    chosenCaseFiles: [],
    sheetNumbers: loading,
    pageDesk: null,
    pageSources: loading,
    isAssembling: false,
    chooseDocuments: (chosenDocuments) => set({ chosenDocuments }),
    chooseCaseFiles: (chosenCaseFiles) => set({ chosenCaseFiles }),
    loadSheetNumbers: async () => {
      const { selection } = get()
      if (selection.kind !== 'file') return
      const { id } = selection
      const sheetNumbers = await fetchRemote(ports, () => ports.client.sheetNumbers({ id }))
      if (get().selection === selection) set({ sheetNumbers })
    },
    openAssemble: (form) => get().openDialog({ kind: 'assemble', form }),
    ...createContentsActions(ports, get, set),
    ...createPaperActions(ports, get, set),
    ...createPageDeskActions(ports)(set, get, api),
  })
}

/** Of another case file or entry nothing is chosen yet. */
export const nothingChosen = { chosenDocuments: [], chosenCaseFiles: [], sheetNumbers: loading } as const

type ContentsActions = Pick<AssembleSlice, 'reorder' | 'moveDocuments' | 'takeOut' | 'mergeDocuments'>

function createContentsActions(ports: Ports, get: Get, set: Set): ContentsActions {
  const { client } = ports
  const at = { ports, get, set }
  return {
    reorder: async (order) => {
      const { selection } = get()
      if (selection.kind !== 'file') return
      const { id } = selection
      const fault = await assembled(at, () => client.reorderContents({ id, order }), null)
      if (fault !== null) get().tell(fault)
    },
    moveDocuments: async (documents, target) => {
      const move = async (): Promise<void> => {
        const { id } = target.isNew ? await client.openCaseFile({ planEntry: target.id }) : target
        await client.moveDocuments({ documents: [...documents], caseFile: id })
      }
      const fault = await assembled(at, move, { kind: 'moved', name: target.notation })
      if (fault === null) set({ dialog: null, chosenDocuments: [] })
      return fault
    },
    takeOut: async (documents) => {
      const call = () => client.moveDocuments({ documents: [...documents], caseFile: null })
      const fault = await assembled(at, call, { kind: 'taken-out-many', name: String(documents.length) })
      if (fault === null) set({ chosenDocuments: [] })
      else get().tell(fault)
    },
    mergeDocuments: async (documents, values) => {
      const call = () => client.mergeDocuments({ documents: [...documents], values: { ...values } })
      const fault = await assembled(at, call, { kind: 'merged', name: String(documents.length) })
      if (fault === null) set({ dialog: null, chosenDocuments: documents.slice(0, 1) })
      return fault
    },
  }
}

type PaperActions = Pick<
  AssembleSlice,
  'setSheets' | 'setNote' | 'setPlace' | 'printBoxLabels' | 'printSeparators'
>

function createPaperActions(ports: Ports, get: Get, set: Set): PaperActions {
  const { client, desktop } = ports
  const at = { ports, get, set }
  const saved = async (
    call: () => Promise<unknown>,
    kind: DoneKind,
    name = '',
  ): Promise<FaultReport | null> => {
    const fault = await assembled(at, call, { kind, name })
    if (fault === null) set({ dialog: null })
    return fault
  }
  const printed = async (
    print: (folder: string) => Promise<{ readonly file: string }>,
  ): Promise<FaultReport | null> => {
    const folder = await desktop.chooseFolder()
    if (folder === null) return null
    const result = await attempt(ports, () => print(folder))
    if (!result.ok) return result.fault
    set({ dialog: null })
    get().confirm('labels-printed', result.value.file)
    return null
  }
  return {
    setSheets: (id, sheets) => saved(() => client.setSheets({ id, sheets }), 'sheets-set'),
    setNote: (id, note) => saved(() => client.setNote({ id, note }), 'note-set'),
    setPlace: (caseFiles, place) =>
      saved(
        () => client.setPlace({ caseFiles: [...caseFiles], place }),
        'place-set',
        String(caseFiles.length),
      ),
    printBoxLabels: async (caseFiles) => {
      const fault = await printed((folder) => client.printBoxLabels({ caseFiles: [...caseFiles], folder }))
      if (fault !== null) get().tell(fault)
    },
    printSeparators: (caseFiles, ordinals) =>
      printed((folder) => client.printSeparators({ caseFiles: [...caseFiles], ordinals, folder })),
  }
}
