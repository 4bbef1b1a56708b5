import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { targetName, targetOption } from '../../parts/target-option.ts'
import { readyValue } from '../../state/attempt.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { ComboBox } from '../../ui/combo-box.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { BulkForm } from './bulk-form.ts'
import styles from './list-dialogs.module.css'

interface BulkValueProps {
  readonly form: BulkForm
  readonly onChange: (form: BulkForm) => void
}

/** What is written in all rows. */
export function BulkValue({ form, onChange }: BulkValueProps) {
  const { t } = useTranslation()
  switch (form.field) {
    case 'retention':
    case 'type':
      return <CodeValue form={form} onChange={onChange} />
    case 'access':
      return (
        <Select
          label={t('lists.bulk.value')}
          placeholder={t('lists.bulk.choose')}
          selected={form.value === '' ? null : form.value}
          options={(['open', 'restricted'] as const).map((id) => ({
            id,
            label: t(`files.access-level.${id}`),
          }))}
          onSelect={(value) => onChange({ ...form, value })}
        />
      )
    case 'place':
      return <PlaceValue form={form} onChange={onChange} />
    case 'caseFile':
      return <TargetValue form={form} onChange={onChange} />
    case 'issuer':
      return (
        <TextField
          label={t('lists.bulk.value')}
          value={form.value}
          onChange={(value) => onChange({ ...form, value })}
        />
      )
    case 'maker':
    case 'keyword':
    case 'note':
      return (
        <>
          <TextField
            label={t('lists.bulk.value')}
            value={form.value}
            onChange={(value) => onChange({ ...form, value, isCleared: false })}
          />
          <Clear form={form} field={form.field} onChange={onChange} />
        </>
      )
  }
}

/** Takes away what stands there. */
function Clear({
  form,
  field,
  onChange,
}: BulkValueProps & { readonly field: 'maker' | 'keyword' | 'note' | 'place' | 'caseFile' }) {
  const { t } = useTranslation()
  return (
    <Checkbox
      isChecked={form.isCleared}
      onChange={(isCleared) =>
        onChange({ ...form, isCleared, value: '', target: null, place: { store: '', shelf: '', box: '' } })
      }
    >
      {t(`lists.bulk.clear.${field}`)}
    </Checkbox>
  )
}

function CodeValue({ form, onChange }: BulkValueProps) {
  const { t } = useTranslation()
  const authority = useApp((state) => readyValue(state.authority))
  const lists = { retention: authority?.retentions.entries, type: authority?.documentTypes.entries }
  const entries = form.field === 'retention' ? lists.retention : lists.type
  return (
    <Select
      label={t('lists.bulk.value')}
      placeholder={t('lists.bulk.choose')}
      selected={form.value === '' ? null : form.value}
      options={(entries ?? []).map(({ code, name }) => ({ id: code, label: name }))}
      onSelect={(value) => onChange({ ...form, value })}
    />
  )
}

function PlaceValue({ form, onChange }: BulkValueProps) {
  const { t } = useTranslation()
  const { place } = form
  const part = (name: keyof BulkForm['place']) => (
    <TextField
      label={t(`place.${name}`)}
      value={place[name]}
      onChange={(text) => onChange({ ...form, isCleared: false, place: { ...place, [name]: text } })}
    />
  )
  return (
    <>
      <div className={styles['trio']}>
        {part('store')}
        {part('shelf')}
        {part('box')}
      </div>
      <Clear form={form} field="place" onChange={onChange} />
    </>
  )
}

function TargetValue({ form, onChange }: BulkValueProps) {
  const { t } = useTranslation()
  const find = useApp((state) => state.findTargets)
  const found = useApp((state) => readyValue(state.targets))
  // Documents go into a case file that is open already: a new one is opened from the plan.
  const rows = (found?.rows ?? []).filter(({ isNew }) => !isNew)
  return (
    <>
      <ComboBox
        label={t('review.target')}
        openLabel={t('review.open-targets')}
        options={rows.map((each) => targetOption(t, each))}
        selected={form.target?.id ?? null}
        selectedLabel={form.target?.name ?? ''}
        placeholder={t('review.target-none')}
        onType={(typed) => void find(typed)}
        moreText={(count) => (count === 0 ? t('common.nothing-found') : t('common.more', { count }))}
        onSelect={(id) => {
          const target = rows.find((each) => each.id === id)
          const named = target === undefined ? null : { id: target.id, name: targetName(target) }
          onChange({ ...form, isCleared: false, target: named })
        }}
      />
      <Clear form={form} field="caseFile" onChange={onChange} />
    </>
  )
}
