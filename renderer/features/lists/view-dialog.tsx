import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListName } from '../../../domain/list-api.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './list-dialogs.module.css'

const MOST_LETTERS = 80

/** Gives what the list is narrowed to, sorted by and shows a name, to find it again. */
export function ViewDialog({ list }: { readonly list: ListName }) {
  const { t } = useTranslation()
  const keep = useApp((state) => state.keepListView)
  const forget = useApp((state) => state.forgetView)
  const close = useApp((state) => state.closeDialog)
  const all = useApp((state) => state.workspace.views)
  const [name, setName] = useState('')
  const [hasTried, setHasTried] = useState(false)
  const said = name.trim().slice(0, MOST_LETTERS)
  const views = all.filter((view) => view.list === list)
  return (
    <FormDialog
      title={t('lists.keep-view')}
      lead={t('lists.keep-view-lead')}
      submitText={t('common.save')}
      workingText={t('lists.keeping')}
      onSubmit={() => {
        setHasTried(true)
        if (said === '') return null
        return keep(list, said).then((fault) => {
          if (fault === null) close()
          return fault
        })
      }}
    >
      <TextField
        label={t('lists.view-name')}
        value={name}
        onChange={setName}
        error={hasTried && said === '' ? t('first-run.problem.missing') : null}
        isRequired
        autoFocus
      />
      {views.length === 0 ? null : (
        <ul className={styles['views']} aria-label={t('lists.views')}>
          {views.map((view) => (
            <li key={view.id} className={styles['columnRow']}>
              <span>{view.name}</span>
              <IconButton
                label={t('lists.forget-view', { name: view.name })}
                icon={<Trash2 />}
                onPress={() => void forget(view.id)}
              />
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  )
}
