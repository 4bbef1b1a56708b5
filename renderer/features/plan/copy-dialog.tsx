import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanSheet } from '../../../domain/plan-api.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { readyValue } from '../../state/attempt.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './plan.module.css'

/** Takes over entries of another year: notation, title and retention stay, the year changes. */
export function CopyDialog() {
  const { t } = useTranslation()
  const sheet = useApp((state) => readyValue(state.sheet))
  const source = useApp((state) => readyValue(state.copySource))
  const load = useApp((state) => state.loadCopySource)
  const copy = useApp((state) => state.copyPlan)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const years = (sheet?.years ?? []).filter((year) => year !== sheet?.year)
  const submit = () => {
    if (source === null) return null
    const chosen = source.entries.map(({ entry }) => entry.id).filter((id) => !left.has(id))
    if (chosen.length === 0) return null
    return copy(source.year, left.size === 0 ? null : chosen)
  }
  return (
    <FormDialog
      title={t('plan.copy-title', { year: sheet?.year ?? '' })}
      lead={t(years.length === 0 ? 'plan.copy-none' : 'plan.copy-lead')}
      submitText={t('plan.copy-do')}
      workingText={t('plan.saving')}
      width="wide"
      onSubmit={submit}
    >
      {years.length === 0 ? null : (
        <>
          <Select
            label={t('plan.copy-from')}
            placeholder={t('plan.year')}
            selected={source === null ? null : String(source.year)}
            options={years.map((year) => ({ id: String(year), label: String(year) }))}
            onSelect={(year) => void load(Number(year))}
          />
          <Choices left={left} onChange={setLeft} />
        </>
      )}
    </FormDialog>
  )
}

/** The entries of the other year; those that are unticked stay behind. */
function Choices({
  left,
  onChange,
}: {
  readonly left: ReadonlySet<string>
  readonly onChange: (left: ReadonlySet<string>) => void
}) {
  const { t } = useTranslation()
  const source = useApp((state) => state.copySource)
  const choose = (id: string, isChosen: boolean): void => {
    const next = new Set(left)
    if (isChosen) next.delete(id)
    else next.add(id)
    onChange(next)
  }
  const all = ({ entries }: PlanSheet): ReadonlySet<string> => new Set(entries.map(({ entry }) => entry.id))
  return (
    <RemoteView remote={source} loadingText={t('plan.copy-loading')}>
      {(sheet) => (
        <fieldset className={styles['choices']} aria-label={t('plan.copy-entries')}>
          <Checkbox
            isChecked={left.size === 0}
            onChange={(isAll) => onChange(isAll ? new Set() : all(sheet))}
          >
            {t('plan.copy-all', { count: sheet.entries.length })}
          </Checkbox>
          {sheet.entries.map(({ entry: { id, notation, title } }) => (
            <Checkbox key={id} isChecked={!left.has(id)} onChange={(isChosen) => choose(id, isChosen)}>
              {t('plan.copy-entry', { notation, title })}
            </Checkbox>
          ))}
        </fieldset>
      )}
    </RemoteView>
  )
}
