import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { chosenRows, laidDocuments, laidRows } from '../../state/batch-desk.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { OptionList } from '../../ui/option-list.tsx'
import styles from './arrange.module.css'

interface Goal {
  readonly id: string
  readonly name: string
  readonly last: string
}

/** To which document of the batch the chosen pages go, behind its last page. */
export function MovePagesDialog() {
  const { t } = useTranslation()
  const desk = useApp((state) => state.batchDesk)
  const close = useApp((state) => state.closeDialog)
  const lay = useApp((state) => state.layPages)
  const rows = laidRows(desk)
  const chosen = chosenRows(desk)
  const numberOf = new Map(rows.map(({ page }, at) => [page.id, (desk?.offset ?? 0) + at + 1]))
  const own = new Set(chosen.map(({ document }) => document))
  const goals = laidDocuments(rows)
    .filter(({ id }) => own.size > 1 || !own.has(id))
    .map(({ id, pages }): Goal => {
      const span = {
        first: numberOf.get(pages[0]?.page.id ?? '') ?? 0,
        last: numberOf.get(pages.at(-1)?.page.id ?? '') ?? 0,
      }
      return { id, last: pages.at(-1)?.page.id ?? '', name: t('arrange.document', span) }
    })
  const move = ({ id, last }: Goal): void => {
    close()
    const ids = chosen.map(({ page }) => page.id).filter((page) => page !== last)
    void lay(ids, { to: id, after: last })
  }
  return (
    <Dialog
      title={t('arrange.move', { count: chosen.length })}
      closeLabel={t('common.close')}
      onClose={close}
    >
      <p className={styles['lead']}>{t('arrange.move-lead')}</p>
      <OptionList
        label={t('arrange.documents')}
        items={goals}
        itemId={({ id }) => id}
        itemText={({ name }) => name}
        render={({ name }) => name}
        onOpen={move}
      />
    </Dialog>
  )
}
