import { useTranslation } from 'react-i18next'
import { caseStates } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { Select } from '../../ui/select.tsx'
import styles from './files.module.css'

const allStates = 'all'

/** Shows only the case files in one state. */
export function StateFilter() {
  const { t } = useTranslation()
  const stateShown = useApp((state) => state.stateShown)
  const showFiles = useApp((state) => state.showFiles)
  return (
    <div className={styles['filter']}>
      <Select
        label={t('files.state')}
        placeholder={t('files.all-states')}
        selected={stateShown ?? allStates}
        options={[
          { id: allStates, label: t('files.all-states') },
          ...caseStates.map((state) => ({ id: state, label: t(`case-state.${state}`) })),
        ]}
        onSelect={(id) => showFiles(caseStates.find((state) => state === id) ?? null)}
      />
    </div>
  )
}
