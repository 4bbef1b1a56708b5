import { useTranslation } from 'react-i18next'
import { type ListName, listedStates } from '../../../domain/list-api.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { formatCount } from '../../parts/format.ts'
import { readyValue } from '../../state/attempt.ts'
import { chosenCount } from '../../state/list-choice.ts'
import { shownColumns } from '../../state/list-columns.ts'
import { columnName } from './cells.tsx'

/** Says what a workbook will hold before it asks where to. */
export function ExportListDialog({ list }: { readonly list: ListName }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const write = useApp((state) => state.exportChosen)
  const kept = useApp((state) => state.preferences.columns[list])
  const chosen = useApp((state) =>
    chosenCount(state.lists[list].choice, readyValue(state.lists[list].rows)?.total ?? 0),
  )
  const columns = shownColumns(list, kept).map(({ id }) => [id, columnName(t, list, id)] as const)
  const states = listedStates.map((state) => [state, t(`lists.state.${state}`)] as const)
  return (
    <FormDialog
      title={t(`lists.export.${list}`, { count: chosen, shown: formatCount(chosen) })}
      lead={t('lists.export-lead', { columns: columns.map(([, name]) => name).join(', ') })}
      submitText={t('lists.export-do')}
      workingText={t('lists.exporting', { shown: formatCount(chosen) })}
      onSubmit={async () => {
        const words = { columns: Object.fromEntries(columns), states: Object.fromEntries(states) }
        const fault = await write(list, words)
        if (fault === null) close()
        return fault
      }}
    />
  )
}
