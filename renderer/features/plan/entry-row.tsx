import { FolderPlus, Trash2 } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetEntry } from '../../../domain/plan-api.ts'
import { useApp } from '../../app-store.ts'
import { retentionName } from '../../parts/names.ts'
import { isAllowed } from '../../state/rights.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './plan.module.css'

/** One entry of the plan; Enter on its notation writes in it, Delete takes it out while nothing was opened from it. */
export function EntryRow({ row, isLocked }: { readonly row: SheetEntry; readonly isLocked: boolean }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const edit = useApp((state) => state.editEntry)
  const remove = useApp((state) => state.deleteEntries)
  const canEdit = useApp((state) => isAllowed(state, 'editPlanEntry')) && !isLocked
  const { entry, caseFiles, added } = row
  const { id, notation, title } = entry
  const canRemove = canEdit && caseFiles === 0
  const takeOut = (): void => {
    if (canRemove) void remove([id], notation)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Delete') takeOut()
  }
  return (
    <tr>
      <th scope="row">
        {canEdit ? (
          <button
            type="button"
            className={styles['notation']}
            data-entry={id}
            aria-label={t('plan.edit', { notation })}
            onClick={() => edit(id)}
            onKeyDown={onKeyDown}
          >
            {notation}
          </button>
        ) : (
          notation
        )}
      </th>
      <td className={styles['title']}>
        {title}
        {added === null ? null : (
          <>
            {' '}
            <Badge tone="info" icon={<FolderPlus />}>
              {t('plan.addition')}
            </Badge>
          </>
        )}
      </td>
      <td>
        {retentionName(authority, entry.retention)}
        {entry.basis === '' ? null : <div className={styles['note']}>{entry.basis}</div>}
      </td>
      <td>{entry.maker}</td>
      <td>{entry.note}</td>
      <td className={styles['number']}>{caseFiles}</td>
      <td>
        <Tools row={row} onRemove={canRemove ? takeOut : null} />
      </td>
    </tr>
  )
}

function Tools({
  row: { entry, caseFiles },
  onRemove,
}: {
  readonly row: SheetEntry
  /** Null where the entry has to stay. */
  readonly onRemove: (() => void) | null
}) {
  const { t } = useTranslation()
  const show = useApp((state) => state.showEntry)
  const { id, notation } = entry
  return (
    <span className={styles['tools']}>
      <IconButton
        label={t(caseFiles === 0 ? 'plan.open' : 'plan.see-files', { notation })}
        icon={<FolderPlus />}
        onPress={() => show(id, entry.year)}
      />
      {onRemove === null ? null : (
        <IconButton label={t('plan.remove', { notation })} icon={<Trash2 />} onPress={onRemove} />
      )}
    </span>
  )
}
