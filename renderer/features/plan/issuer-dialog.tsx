import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldText } from '../../../domain/fold-text.ts'
import type { Issuer } from '../../../domain/records/issuer.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { fillBoxes, useDraft } from '../../parts/use-draft.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatDate } from '../../state/date-text.ts'
import { ComboBox } from '../../ui/combo-box.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { DateField, dayOf } from './date-field.tsx'
import styles from './plan.module.css'

const unnamed: Omit<Issuer, 'id'> = {
  name: '',
  aliases: [],
  code: '',
  validFrom: null,
  validTo: null,
  successor: null,
}

/** A body that issues documents, with the days between which it was one. */
export function IssuerDialog({ issuer }: { readonly issuer: Issuer | null }) {
  const { t } = useTranslation()
  const save = useApp((state) => state.saveIssuer)
  const before = issuer ?? unnamed
  const [name, setName] = useState(before.name)
  const [aliases, setAliases] = useState(before.aliases.join('\n'))
  const [code, setCode] = useState(before.code)
  const [from, setFrom] = useState(formatDate(before.validFrom ?? ''))
  const [to, setTo] = useState(formatDate(before.validTo ?? ''))
  const [successor, setSuccessor] = useState(before.successor)
  const draft = useDraft(`dialog:issuer:${issuer?.id ?? 'new'}`, {
    values: { name, aliases, code, from, to },
    onTake: fillBoxes({ name: setName, aliases: setAliases, code: setCode, from: setFrom, to: setTo }),
  })
  const [hasTried, setHasTried] = useState(false)
  const submit = () => {
    setHasTried(true)
    const [validFrom, validTo] = [dayOf(from), dayOf(to)]
    if (name.trim() === '' || validFrom === undefined || validTo === undefined) return null
    const texts = { name: name.trim(), aliases: linesOf(aliases), code: code.trim() }
    return save(issuer?.id ?? null, { ...texts, validFrom, validTo, successor })
  }
  return (
    <FormDialog
      title={t(issuer === null ? 'plan.issuer-add' : 'plan.issuer-change')}
      lead={t('plan.issuer-lead')}
      submitText={t('plan.save')}
      workingText={t('plan.saving')}
      draft={draft}
      onSubmit={submit}
    >
      <TextField
        label={t('plan.issuer-name')}
        value={name}
        onChange={setName}
        error={hasTried && name.trim() === '' ? t('plan.missing') : null}
        isRequired
        autoFocus
      />
      <TextArea
        label={t('plan.issuer-aliases')}
        value={aliases}
        onChange={setAliases}
        rows={2}
        description={t('plan.issuer-aliases-why')}
      />
      <TextField label={t('plan.agency-code')} value={code} onChange={setCode} />
      <div className={styles['pair']}>
        <DateField label={t('plan.issuer-from')} value={from} onChange={setFrom} hasTried={hasTried} />
        <DateField label={t('plan.issuer-to')} value={to} onChange={setTo} hasTried={hasTried} />
      </div>
      <SuccessorBox own={issuer?.id ?? null} selected={successor} onSelect={setSuccessor} />
    </FormDialog>
  )
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

function SuccessorBox({
  own,
  selected,
  onSelect,
}: {
  readonly own: string | null
  readonly selected: string | null
  readonly onSelect: (id: string | null) => void
}) {
  const { t } = useTranslation()
  const issuers = useApp((state) => readyValue(state.issuers)) ?? []
  return (
    <ComboBox
      label={t('plan.issuer-successor')}
      openLabel={t('plan.issuer-successor-open')}
      options={issuers.filter(({ id }) => id !== own).map(({ id, name }) => ({ id, label: name }))}
      selected={selected}
      matches={(option, typed) => foldText(option.label).includes(foldText(typed.trim()))}
      moreText={(count) => (count === 0 ? t('common.nothing-found') : t('common.more', { count }))}
      onSelect={onSelect}
    />
  )
}
