import { Columns3, FileSpreadsheet, Pencil, Star, X } from 'lucide-react'
import { memo, type ReactNode, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListName } from '../../../domain/list-api.ts'
import { useApp, useAppStore } from '../../app-store.ts'
import { commandOf } from '../../commands.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { formatCount } from '../../parts/format.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { chosenCount, isChosen } from '../../state/list-choice.ts'
import { resized, shownColumns } from '../../state/list-columns.ts'
import type { ListRow, ListState } from '../../state/list-state.ts'
import { isNarrowed } from '../../state/list-views.ts'
import { rowAt, type SpanRows } from '../../state/span-list.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { cellOf, columnName, numbers } from './cells.tsx'
import { Grid } from './grid.tsx'
import type { GridColumn } from './grid-head.tsx'
import { ListFilterBar } from './list-filter.tsx'
import styles from './lists.module.css'

/** One of the long lists: what it is narrowed to, its rows, and what can be done with those that are chosen. */
export function ListView({ list }: { readonly list: ListName }) {
  const { t } = useTranslation()
  const rows = useApp((state) => state.lists[list].rows)
  return (
    <div className={styles['view']}>
      <ListFilterBar list={list} />
      <RemoteView remote={rows} loadingText={t(`lists.loading.${list}`)}>
        {(spans) => <Rows list={list} spans={spans} />}
      </RemoteView>
    </div>
  )
}

interface RowsProps {
  readonly list: ListName
  readonly spans: SpanRows<ListRow>
}

function Rows({ list, spans }: RowsProps) {
  const { t } = useTranslation()
  const state = useApp((app) => app.lists[list])
  const actions = useActions(list)
  const { columns, resize } = useColumns(list, state.query)
  const chosen = chosenCount(state.choice, spans.total)
  const { choice } = state
  const at = useCallback((index: number) => rowAt(spans, index), [spans])
  return (
    <>
      <ListLine list={list} total={spans.total} chosen={chosen} />
      <Grid
        label={t(`lists.label.${list}`, { count: spans.total })}
        columns={columns}
        total={spans.total}
        rowAt={at}
        isChosen={(id) => isChosen(choice, id)}
        isAllChosen={spans.total > 0 && chosen === spans.total}
        place={state.place}
        empty={t(isNarrowed(state.query) ? 'lists.none-match' : `lists.none.${list}`)}
        {...actions}
        onResize={resize}
      />
    </>
  )
}

/** How many there are and are chosen, and what can be done with them. */
function ListLine({
  list,
  total,
  chosen,
}: {
  readonly list: ListName
  readonly total: number
  readonly chosen: number
}) {
  const { t } = useTranslation()
  return (
    <div className={styles['line']}>
      <p className={styles['count']} role="status">
        {chosen === 0
          ? t(`lists.count.${list}`, { count: total, shown: formatCount(total) })
          : t(`lists.chosen.${list}`, {
              count: total,
              shown: formatCount(chosen),
              total: formatCount(total),
            })}
      </p>
      {chosen === 0 ? <span className={styles['hint']}>{t('lists.hint')}</span> : null}
      <ListTools isAnyChosen={chosen > 0} />
    </div>
  )
}

/** Stays as it is while one walks and types. */
const ListTools = memo(function ListTools({ isAnyChosen }: { readonly isAnyChosen: boolean }) {
  return (
    <div className={styles['tools']}>
      {isAnyChosen ? (
        <>
          <CommandButton id="choose-no-rows" size="small" kind="quiet" icon={<X />} />
          <CommandButton id="edit-rows" size="small" kind="primary" icon={<Pencil />} />
          <CommandButton id="export-rows" size="small" icon={<FileSpreadsheet />} />
        </>
      ) : null}
      <CommandIcon id="list-columns" icon={<Columns3 />} />
      <CommandIcon id="keep-list-view" icon={<Star />} />
    </div>
  )
})

/** A command as a small button; its key stands in the palette. */
function CommandIcon({
  id,
  icon,
}: {
  readonly id: 'list-columns' | 'keep-list-view'
  readonly icon: ReactNode
}) {
  const { t } = useTranslation()
  const store = useAppStore()
  return <IconButton label={t(`command.${id}`)} icon={icon} onPress={() => commandOf(id).run(store)} />
}

function useActions(list: ListName) {
  const see = useApp((state) => state.seeList)
  const put = useApp((state) => state.placeInList)
  const choose = useApp((state) => state.chooseRow)
  const open = useApp((state) => state.openRow)
  const sort = useApp((state) => state.sortList)
  const find = useApp((state) => state.findInList)
  const chooseAll = useApp((state) => state.chooseAllRows)
  const chooseNone = useApp((state) => state.chooseNoRows)
  return useMemo(
    () => ({
      onSee: (first: number, last: number) => see(list, first, last),
      onPlace: (place: ListState['place']) => put(list, place),
      onChoose: (row: number, how: 'only' | 'toggle' | 'span') => void choose(list, row, how),
      onOpen: (row: number) => void open(list, row),
      onSort: (column: string) => sort(list, column),
      onType: (text: string) => void find(list, text),
      onChooseAll: () => chooseAll(list),
      onChooseNone: () => chooseNone(list),
    }),
    [list, see, put, choose, open, sort, find, chooseAll, chooseNone],
  )
}

/** The columns as they are kept, one of them as wide as it is dragged now. */
function useColumns(list: ListName, { sort }: ListState['query']) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const kept = useApp((state) => state.preferences.columns[list])
  const setColumns = useApp((state) => state.setListColumns)
  const [dragged, setDragged] = useState<{ readonly id: string; readonly width: number } | null>(null)
  const columns = useMemo(() => {
    const way = sort.isDescending ? 'descending' : 'ascending'
    const shown = shownColumns(list, kept)
    return (dragged === null ? shown : resized(shown, dragged.id, dragged.width)).map(
      ({ id, width }): GridColumn => ({
        id,
        width,
        name: columnName(t, list, id),
        isNumber: numbers.has(id),
        sorted: sort.by === id ? way : null,
        render: (row) => cellOf({ t, authority }, id, row),
      }),
    )
  }, [t, authority, kept, list, sort, dragged])
  const resize = useCallback(
    (id: string, width: number, isDone: boolean): void => {
      setDragged(isDone ? null : { id, width })
      if (isDone) setColumns(list, resized(shownColumns(list, kept), id, width))
    },
    [list, kept, setColumns],
  )
  return { columns, resize }
}
