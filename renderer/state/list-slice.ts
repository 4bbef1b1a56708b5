import type { FaultReport } from '../../domain/fault.ts'
import { type ListName, MOST_CHOSEN } from '../../domain/list-api.ts'
import type { AppState, Slice } from './app-state.ts'
import { attempt, fetchRemote, loading, readyValue } from './attempt.ts'
import { chosenCount, chosenOnly, everything, nothingListed, selectionOf, toggled } from './list-choice.ts'
import { keptColumns, shownColumns } from './list-columns.ts'
import type { ListRow, ListSlice, ListState } from './list-state.ts'
import { narrowed, viewFilter, viewQuery, wholeList } from './list-views.ts'
import type { Ports } from './ports.ts'
import { createSpanList, rowAt, type SpanList } from './span-list.ts'

const newList = (list: ListName): ListState => ({
  query: wholeList(list),
  rows: loading,
  choice: nothingListed,
  place: { row: 0, column: 0 },
  anchor: 0,
  choices: loading,
})

/** What changes when a list becomes another one. */
const anew = { choice: nothingListed, place: { row: 0, column: 0 }, anchor: 0 } as const

interface ListParts {
  readonly ports: Ports
  readonly get: () => AppState
  readonly patch: (list: ListName, part: Partial<ListState>) => void
  readonly spans: Readonly<Record<ListName, SpanList>>
  readonly restart: (list: ListName, part: Partial<ListState>) => void
}

/** The long lists of case files and documents. */
export function createListSlice(ports: Ports): Slice<ListSlice> {
  return (set, get) => {
    const { client } = ports
    const patch = (list: ListName, part: Partial<ListState>): void =>
      set({ lists: { ...get().lists, [list]: { ...get().lists[list], ...part } } })
    const spans = {
      cases: createSpanList<ListRow>(ports, {
        fetch: (span) => {
          const { query } = get().lists.cases
          return query.list === 'cases' ? client.caseList({ query, ...span }) : nothing
        },
        get: () => get().lists.cases.rows,
        set: (rows) => patch('cases', { rows }),
      }),
      documents: createSpanList<ListRow>(ports, {
        fetch: (span) => {
          const { query } = get().lists.documents
          return query.list === 'documents' ? client.documentList({ query, ...span }) : nothing
        },
        get: () => get().lists.documents.rows,
        set: (rows) => patch('documents', { rows }),
      }),
    }
    const restart = (list: ListName, part: Partial<ListState>): void => {
      patch(list, part)
      spans[list].restart()
      void spans[list].load()
    }
    const parts: ListParts = { ports, get, patch, spans, restart }
    return {
      filesTab: 'plan',
      lists: { cases: newList('cases'), documents: newList('documents') },
      bulk: { kind: 'asking', preview: null },
      showFilesTab: (filesTab) => {
        set({ filesTab })
        void get().refresh()
      },
      openList: (narrowing) => {
        const query = narrowed(narrowing)
        patch(query.list, { ...anew, query })
        spans[query.list].restart()
        set({ filesTab: query.list })
        get().show('files')
      },
      loadLists: async () => {
        const { filesTab } = get()
        if (filesTab !== 'plan') await spans[filesTab].load()
      },
      loadListChoices: async () => {
        const { filesTab } = get()
        if (filesTab === 'plan') return
        patch(filesTab, { choices: await fetchRemote(ports, () => client.listChoices({ list: filesTab })) })
      },
      ...seeing(parts),
      ...choosing(parts),
      ...changing(parts, set),
      ...keeping(parts),
    }
  }
}

/** A list holds a query of its own kind. */
const nothing = Promise.resolve({ rows: [], total: 0 })

type Seeing = Pick<
  ListSlice,
  'seeList' | 'narrowList' | 'sortList' | 'placeInList' | 'findInList' | 'setListColumns' | 'openRow'
>

function seeing({ ports, get, patch, spans, restart }: ListParts): Seeing {
  const queryOf = (list: ListName) => get().lists[list].query
  return {
    seeList: (list, first, last) => spans[list].see(first, last),
    narrowList: (list, filter) => {
      // A filter and the list that it narrows come from the same place.
      const query = { ...queryOf(list), filter: filter ?? {} } as ListState['query']
      restart(list, { ...anew, query })
    },
    sortList: (list, by) => {
      const { sort } = queryOf(list)
      const isDescending = sort.by === by ? !sort.isDescending : false
      const query = { ...queryOf(list), sort: { by, isDescending } } as ListState['query']
      const { choice, place } = get().lists[list]
      restart(list, { ...anew, query, choice, place: { row: Math.min(place.row, 0), column: place.column } })
    },
    placeInList: (list, place) => patch(list, { place }),
    findInList: async (list, begins) => {
      const query = queryOf(list)
      const found = await attempt(ports, () => ports.client.listPlace({ query, begins }))
      if (!found.ok) return get().tell(found.fault)
      if (found.value === null || queryOf(list) !== query) return
      patch(list, { place: { ...get().lists[list].place, row: found.value.index } })
    },
    setListColumns: (list, columns) => {
      const kept = { ...get().preferences.columns, [list]: keptColumns(columns) }
      void get().setPreferences({ columns: kept })
    },
    openRow: async (list, row) => {
      const { rows, query } = get().lists[list]
      const known = readyValue(rows)
      let id: string | undefined = known === null ? undefined : rowAt(known, row)?.id
      if (id === undefined) {
        // Whoever is faster than the rows come still gets there.
        const found = await attempt(ports, () => ports.client.listIds({ query, offset: row, limit: 1 }))
        if (!found.ok) return get().tell(found.fault)
        id = found.value[0]
      }
      if (id === undefined) return
      if (list === 'cases') get().openFile(id)
      else await get().correctDocument(id, null)
    },
  }
}

type Choosing = Pick<ListSlice, 'chooseRow' | 'chooseAllRows' | 'chooseNoRows'>

function choosing({ ports, get, patch }: ListParts): Choosing {
  const idsBetween = async (
    list: ListName,
    from: number,
    to: number,
  ): Promise<readonly string[] | FaultReport> => {
    const [first, last] = from < to ? [from, to] : [to, from]
    const { query, rows } = get().lists[list]
    const known = readyValue(rows)
    const places = Array.from({ length: Math.min(last - first + 1, MOST_CHOSEN + 1) }, (_, at) => first + at)
    if (places.length > MOST_CHOSEN) {
      return {
        code: 'invalid-input',
        detail: { reason: 'too-many', count: last - first + 1, most: MOST_CHOSEN },
      }
    }
    const ids = places.map((at) => (known === null ? undefined : rowAt(known, at)?.id))
    if (ids.every((id) => id !== undefined)) return ids
    const asked = { query, offset: first, limit: places.length }
    const found = await attempt(ports, () => ports.client.listIds(asked))
    return found.ok ? found.value : found.fault
  }
  return {
    chooseRow: async (list, row, how) => {
      const before = get().lists[list]
      const from = how === 'span' ? before.anchor : row
      patch(list, { place: { ...before.place, row }, anchor: from })
      const ids = await idsBetween(list, from, row)
      if ('code' in ids) return get().tell(ids)
      // Another list may have been begun while the ids were fetched.
      const now = get().lists[list]
      if (now.query !== before.query) return
      const [id] = ids
      if (how !== 'toggle') return patch(list, { choice: chosenOnly(ids) })
      if (id !== undefined) patch(list, { choice: toggled(now.choice, id) })
    },
    chooseAllRows: (list) => patch(list, { choice: everything }),
    chooseNoRows: (list) => patch(list, { choice: nothingListed }),
  }
}

type Changing = Pick<ListSlice, 'openBulk' | 'previewBulk' | 'changeBulk'>

function changing(
  { ports, get }: Omit<ListParts, 'restart'>,
  set: (part: Partial<AppState>) => void,
): Changing {
  const { client } = ports
  return {
    openBulk: (list) => {
      set({ bulk: { kind: 'asking', preview: null } })
      get().openDialog({ kind: 'bulk', list })
    },
    previewBulk: async (list, change) => {
      const selection = selectedIn(get(), list)
      if (change === null || selection === null) return set({ bulk: { kind: 'asking', preview: null } })
      const asked = { kind: 'asking', preview: loading } as const
      set({ bulk: asked })
      const preview = await fetchRemote(ports, () => client.previewListEdit({ selection, change }))
      if (get().bulk === asked) set({ bulk: { kind: 'asking', preview } })
    },
    changeBulk: async (list, change) => {
      const { bulk } = get()
      const selection = selectedIn(get(), list)
      const preview = bulk.kind === 'asking' ? readyValue(bulk.preview) : null
      if (selection === null || preview === null) return null
      set({ bulk: { kind: 'changing' } })
      const asked = { selection, change, expected: preview.selected }
      const result = await attempt(ports, () => client.editList(asked))
      set({
        bulk: result.ok ? { kind: 'done', outcome: result.value } : { kind: 'asking', preview: null },
      })
      await get().refresh()
      return result.ok ? null : result.fault
    },
  }
}

/** As the engine is asked for what is chosen. */
function selectedIn({ lists }: AppState, list: ListName) {
  const { choice, query } = lists[list]
  return selectionOf(choice, query)
}

type Keeping = Pick<ListSlice, 'exportChosen' | 'keepListView' | 'showListView'>

function keeping({ ports, get, restart }: ListParts): Keeping {
  const { client, desktop } = ports
  return {
    exportChosen: async (list, words) => {
      const selection = selectedIn(get(), list)
      const rows = readyValue(get().lists[list].rows)
      if (selection === null || rows === null) return null
      const count = chosenCount(get().lists[list].choice, rows.total)
      const folder = await desktop.chooseFolder()
      if (folder === null) return null
      const shown = shownColumns(list, get().preferences.columns[list])
      const columns = shown.map(({ id }) => ({ id, name: words.columns[id] ?? id }))
      const result = await attempt(ports, () =>
        client.exportList({ selection, columns, words: { ...words.states }, folder }),
      )
      if (!result.ok) return result.fault
      get().confirm('list-exported', `${result.value.file} (${result.value.written}/${count})`)
      return null
    },
    keepListView: (list, name) =>
      get().keepView({
        id: crypto.randomUUID(),
        list,
        name,
        filter: viewFilter(get().lists[list].query),
        columns: keptColumns(shownColumns(list, get().preferences.columns[list])),
      }),
    showListView: (id) => {
      const view = get().workspace.views.find((each) => each.id === id)
      const query = view === undefined ? null : viewQuery(view)
      if (view === undefined || query === null) return
      if (view.columns.length > 0) get().setListColumns(query.list, shownColumns(query.list, view.columns))
      restart(query.list, { ...anew, query })
    },
  }
}
