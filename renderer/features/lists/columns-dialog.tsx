import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ListName } from '../../../domain/list-api.ts'
import { useApp } from '../../app-store.ts'
import { allColumns, moved, shownColumns, switched } from '../../state/list-columns.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { columnName } from './cells.tsx'
import styles from './list-dialogs.module.css'

/** Which columns a list shows, and in which order; it holds at once. */
export function ColumnsDialog({ list }: { readonly list: ListName }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const columns = shownColumns(
    list,
    useApp((state) => state.preferences.columns[list]),
  )
  const set = useApp((state) => state.setListColumns)
  const hidden = allColumns[list].filter((id) => !columns.some((column) => column.id === id))
  return (
    <Dialog
      title={t('lists.columns')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={() => set(list, shownColumns(list, undefined))}>{t('lists.columns-first')}</Button>
          <Button kind="primary" onPress={close}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <p>{t('lists.columns-lead')}</p>
      <ul className={styles['columnList']}>
        {[...columns.map(({ id }) => id), ...hidden].map((id) => {
          const at = columns.findIndex((column) => column.id === id)
          const name = columnName(t, list, id)
          return (
            <li key={id} className={styles['columnRow']}>
              <Checkbox isChecked={at !== -1} onChange={() => set(list, switched(columns, id))}>
                {name}
              </Checkbox>
              {at === -1 ? null : (
                <span className={styles['columnSteps']}>
                  <IconButton
                    label={t('lists.column-earlier', { name })}
                    icon={<ChevronUp />}
                    isDisabled={at === 0}
                    onPress={() => set(list, moved(columns, id, -1))}
                  />
                  <IconButton
                    label={t('lists.column-later', { name })}
                    icon={<ChevronDown />}
                    isDisabled={at === columns.length - 1}
                    onPress={() => set(list, moved(columns, id, 1))}
                  />
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
