import type { CaseFileDetail, Target } from '../../domain/desk-rows.ts'
import type { CaseFile } from '../../domain/records/case-file.ts'
import type { AppState, Slice } from './app-state.ts'
import { nothingChosen } from './assemble-slice.ts'
import { attempt, fetchRemote, loading, readyValue } from './attempt.ts'
import { type FilesSlice, OUTSIDE } from './files-state.ts'
import { createPagedList } from './paged.ts'
import { openBranches, planBranches } from './plan-branches.ts'
import type { Ports } from './ports.ts'

/** So many case files of one entry stand in the tree; the others in the list of the entry. */
const BRANCH_FILES = 10
/** Most entries whose case files are asked for at once. */
const MOST_BRANCHES = 200

type Lists = Pick<
  FilesSlice,
  | 'toFile'
  | 'contents'
  | 'entryFiles'
  | 'loadToFile'
  | 'loadSelected'
  | 'seeToFile'
  | 'seeContents'
  | 'seeEntryFiles'
> & { readonly restartSelected: () => void }

export function createFilesSlice(ports: Ports): Slice<FilesSlice> {
  return (set, get, api) => {
    const { restartSelected, ...lists } = createLists(ports, get, set)
    return {
      ...lists,
      plan: loading,
      yearShown: null,
      fondsShown: null,
      counts: loading,
      branches: {},
      folds: {},
      selection: { kind: 'none' },
      stateShown: null,
      detail: loading,
      ...treeActions(ports)(set, get, api),
      select: (selection) => {
        set({ selection, detail: loading, ...untested, ...nothingChosen })
        restartSelected()
        void get().refresh()
      },
      showFiles: (stateShown) => {
        set({ stateShown, branches: {}, filesTab: 'plan' })
        get().show('files')
      },
      openFile: (id) => {
        set({
          selection: { kind: 'file', id },
          detail: loading,
          stateShown: null,
          filesTab: 'plan',
          ...untested,
          ...nothingChosen,
        })
        restartSelected()
        get().show('files')
      },
      showEntry: (id, yearShown) => {
        const whole = {
          stateShown: null,
          fondsShown: null,
          filesTab: 'plan',
          branches: {},
          ...nothingChosen,
        } as const
        set({ ...whole, selection: { kind: 'plan', id }, yearShown, detail: loading })
        restartSelected()
        get().show('files')
      },
      ...lifeActions(ports)(set, get, api),
    }
  }
}

/** Nothing is known yet of the case file that was chosen. */
const untested = { completeness: loading, life: loading, faultShown: null, spot: null } as const

type LifeActions = Pick<FilesSlice, 'newCaseFile' | 'fileDocument'>

/** What is done with case files and the documents in them. */
function lifeActions(ports: Ports): Slice<LifeActions> {
  const { client } = ports
  return (set, get) => ({
    newCaseFile: async (planEntry) => {
      const result = await attempt(ports, () => client.openCaseFile({ planEntry }))
      if (!result.ok) return get().tell(result.fault)
      get().select({ kind: 'file', id: result.value.id })
      const entry = readyValue(get().plan)?.entries.find(({ id }) => id === planEntry)
      get().confirm('opened', entry?.notation ?? '')
    },
    fileDocument: async ({ id }, caseFile, name) => {
      const result = await attempt(ports, () => client.fileDocument({ id, caseFile }))
      if (!result.ok) return get().tell(result.fault)
      const file = shownFile(get())?.file
      if (caseFile !== null && file?.id === caseFile) set({ lastTarget: targetOf(file) })
      get().confirm(caseFile === null ? 'taken-out' : 'filed', name)
      await get().refresh()
    },
  })
}

type Set = (part: Partial<AppState>) => void

function createLists(ports: Ports, get: () => AppState, set: Set): Lists {
  const { client } = ports
  const toFile = createPagedList(ports, {
    idOf: ({ id }) => id,
    fetch: (span) => client.documents({ filter: 'to-file', ...span }),
    get: () => get().toFile,
    set: (list) => set({ toFile: list }),
  })
  const contents = createPagedList(ports, {
    idOf: ({ id }) => id,
    fetch: (span) => client.contents({ id: selectedId(get()), ...span }),
    get: () => get().contents,
    set: (list) => set({ contents: list }),
  })
  const entryFiles = createPagedList(ports, {
    idOf: ({ file }) => file.id,
    fetch: (span) => {
      const id = selectedId(get())
      return client.caseFiles({
        planEntry: id === OUTSIDE ? null : id,
        ...ofFonds(get().fondsShown),
        ...span,
      })
    },
    get: () => get().entryFiles,
    set: (list) => set({ entryFiles: list }),
  })
  const loadDetail = async (id: string): Promise<void> => {
    const { selection } = get()
    const detail = await fetchRemote(ports, () => client.caseFile({ id }))
    // Another file may have been chosen while this one was fetched.
    if (get().selection === selection) set({ detail })
  }
  return {
    toFile: loading,
    contents: loading,
    entryFiles: loading,
    loadToFile: toFile.load,
    loadSelected: async () => {
      const { selection } = get()
      if (selection.kind === 'file') await Promise.all([loadDetail(selection.id), contents.load()])
      if (selection.kind === 'plan') await entryFiles.load()
    },
    seeToFile: toFile.see,
    seeContents: contents.see,
    seeEntryFiles: entryFiles.see,
    restartSelected: () => {
      contents.restart()
      entryFiles.restart()
    },
  }
}

type TreeActions = Pick<FilesSlice, 'loadPlan' | 'loadTree' | 'fold' | 'showYear' | 'showFonds'>

function treeActions(ports: Ports): Slice<TreeActions> {
  const { client } = ports
  return (set, get) => ({
    loadPlan: async () => {
      const { yearShown: year, fondsShown } = get()
      const plan = await fetchRemote(ports, () => client.plan({ year, ...ofFonds(fondsShown) }))
      if (get().yearShown === year && get().fondsShown === fondsShown) set({ plan })
    },
    loadTree: async () => {
      const { plan } = get()
      if (plan.kind !== 'ready') return
      const { year } = plan.value
      const counts = await fetchRemote(ports, () => client.planCounts({ year, ...ofFonds(get().fondsShown) }))
      if (get().plan !== plan) return
      set({ counts })
      const { stateShown } = get()
      if (counts.kind !== 'ready') return
      const tree = { ...get(), entries: plan.value.entries, counts: counts.value }
      const open = openBranches(planBranches(tree)).slice(0, MOST_BRANCHES)
      const planEntries = open.map(({ id }) => (id === OUTSIDE ? null : id))
      const states = stateShown === null ? {} : { states: [stateShown] }
      const result = await attempt(ports, () =>
        client.planBranches({ planEntries, ...states, ...ofFonds(get().fondsShown), limit: BRANCH_FILES }),
      )
      if (!result.ok) return get().tell(result.fault)
      const rows = result.value.map((branch) => [branch.planEntry ?? OUTSIDE, branch.rows] as const)
      if (get().stateShown === stateShown) set({ branches: Object.fromEntries(rows) })
    },
    fold: (open) => {
      set({ folds: { ...get().folds, ...open } })
      void get().loadTree()
    },
    showYear: (year) => {
      set({ yearShown: year, branches: {} })
      void get().refresh()
    },
    showFonds: (fondsShown) => {
      set({ fondsShown, yearShown: null, branches: {} })
      void get().refresh()
    },
  })
}

function ofFonds(fonds: string | null): { readonly fonds?: string } {
  return fonds === null ? {} : { fonds }
}

function selectedId({ selection }: Pick<FilesSlice, 'selection'>): string {
  return selection.kind === 'none' ? '' : selection.id
}

/** Of a case file as far as it is shown, else empty. */
export function notationOf(state: FilesSlice, id: string): string {
  const file = readyValue(state.detail)?.file
  return file?.id === id ? file.notation : ''
}

function targetOf({ id, notation, title, year }: CaseFile): Target {
  return { id, notation, title, year, isNew: false }
}

/** The case file that the screen of case files shows, null while there is none. */
export function shownFile(state: FilesSlice): CaseFileDetail | null {
  const detail = readyValue(state.detail)
  return state.selection.kind === 'file' && detail?.file.id === state.selection.id ? detail : null
}
