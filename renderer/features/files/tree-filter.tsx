import { useTranslation } from 'react-i18next'
import type { Plan } from '../../../domain/desk-rows.ts'
import { caseStates } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { Select } from '../../ui/select.tsx'
import styles from './files.module.css'

const allStates = 'all'
const allFonds = 'all'

/** Shows the plan of one year, and only the case files in one state. */
export function TreeFilter({ plan: { year, years } }: { readonly plan: Plan }) {
  const { t } = useTranslation()
  const stateShown = useApp((state) => state.stateShown)
  const showFiles = useApp((state) => state.showFiles)
  const showYear = useApp((state) => state.showYear)
  return (
    <div className={styles['filter']}>
      <FondsFilter />
      {years.length < 2 ? null : (
        <Select
          label={t('files.year')}
          placeholder={t('files.year')}
          selected={String(year)}
          options={years.map((each) => ({ id: String(each), label: String(each) }))}
          onSelect={(id) => showYear(Number(id))}
        />
      )}
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

/** Narrows the tree to one fonds, where there are several. */
function FondsFilter() {
  const { t } = useTranslation()
  const rows = useApp((state) => readyValue(state.fondsRows)) ?? []
  const shown = useApp((state) => state.fondsShown)
  const show = useApp((state) => state.showFonds)
  if (rows.length < 2) return null
  return (
    <Select
      label={t('plan.fonds')}
      placeholder={t('plan.all-fonds')}
      selected={shown ?? allFonds}
      options={[
        { id: allFonds, label: t('plan.all-fonds') },
        ...rows.map(({ fonds: { id, agencyName } }) => ({ id, label: agencyName })),
      ]}
      onSelect={(id) => show(id === allFonds ? null : id)}
    />
  )
}
