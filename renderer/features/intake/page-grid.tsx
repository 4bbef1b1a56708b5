import { GripVertical } from 'lucide-react'
import {
  Button,
  DropIndicator,
  GridList,
  GridListItem,
  type Key,
  type Selection,
  useDragAndDrop,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { BatchPage } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { placeBefore } from '../../state/batch-desk.ts'
import type { Laying } from '../../state/batch-desk-state.ts'
import { isAllowed } from '../../state/rights.ts'
import { classes } from '../../ui/classes.ts'
import styles from './arrange.module.css'
import { PageCard, usePageName } from './page-card.tsx'

/** The pages of a batch side by side, to be chosen and dragged with the mouse or the keyboard. */
export function PageGrid({
  rows,
  offset,
  chosen,
}: {
  readonly rows: readonly BatchPage[]
  /** Pages of the batch before the first of these. */
  readonly offset: number
  readonly chosen: readonly string[]
}) {
  const { t } = useTranslation()
  const choose = useApp((state) => state.choosePages)
  const openPage = useApp((state) => state.openBatchPage)
  const nameOf = usePageName()
  const dragAndDropHooks = usePageDrag(rows)
  const ids = rows.map(({ page }) => page.id)
  const tints = tintsOf(rows)
  const select = (keys: Selection): void => choose(keys === 'all' ? ids : ids.filter((id) => keys.has(id)))
  const open = (key: Key): void => {
    const row = rows.find(({ page }) => page.id === key)
    if (row !== undefined) void openPage(row)
  }
  return (
    <GridList
      className={styles['grid'] ?? ''}
      aria-label={t('arrange.pages')}
      layout="grid"
      selectionMode="multiple"
      selectionBehavior="replace"
      selectedKeys={chosen}
      onSelectionChange={select}
      onAction={open}
      dragAndDropHooks={dragAndDropHooks}
    >
      {rows.map((row, at) => {
        const name = nameOf(row, offset + at + 1)
        return (
          <GridListItem
            key={row.page.id}
            id={row.page.id}
            textValue={name}
            className={classes(
              styles['card'],
              tints[at] === 1 && styles['tinted'],
              row.index === 0 && styles['first'],
            )}
          >
            <Button slot="drag" className={styles['handle'] ?? ''} aria-label={t('arrange.drag', { name })}>
              <GripVertical aria-hidden="true" />
            </Button>
            <PageCard row={row} number={offset + at + 1} />
          </GridListItem>
        )
      })}
    </GridList>
  )
}

function usePageDrag(rows: readonly BatchPage[]) {
  const lay = useApp((state) => state.layPages)
  const mayLay = useApp((state) => isAllowed(state, 'layPages') && !state.isLaying)
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayLay,
    getItems: (keys: Iterable<Key>) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    renderDropIndicator: (target) => <DropIndicator target={target} className={styles['drop'] ?? ''} />,
    onReorder: ({ keys, target }) => {
      const moved = new Set([...keys].map(String))
      const row = rows.find(({ page }) => page.id === target.key)
      const place =
        row === undefined || moved.has(row.page.id)
          ? null
          : placeAt(rows, row, { moved, side: target.dropPosition })
      if (place !== null) void lay([...moved], place)
    },
  })
  return dragAndDropHooks
}

function placeAt(
  rows: readonly BatchPage[],
  row: BatchPage,
  { moved, side }: { readonly moved: ReadonlySet<string>; readonly side: string },
): Laying | null {
  return side === 'before' ? placeBefore(rows, row, moved) : { to: row.document, after: row.page.id }
}

/** Every second document has another ground, so that one sees where it ends. */
function tintsOf(rows: readonly BatchPage[]): readonly (0 | 1)[] {
  const tints: (0 | 1)[] = []
  for (const [at, { document }] of rows.entries()) {
    const before = tints[at - 1] ?? 1
    tints.push(rows[at - 1]?.document === document ? before : before === 1 ? 0 : 1)
  }
  return tints
}
