import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ClosingProposal, isMendedAtClosing } from '../../../domain/closing.ts'
import type { Completeness } from '../../../domain/completeness/completeness-fault.ts'
import { isShorter } from '../../../domain/completeness/retention.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { DraftBanner } from '../../parts/draft-banner.tsx'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { HelpMark } from '../../parts/help-mark.tsx'
import { retentionName } from '../../parts/names.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatDate, parseDate } from '../../state/date-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Select } from '../../ui/select.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useShortcut } from '../../use-shortcut.ts'
import { Checklist } from './checklist.tsx'
import { ClosingSheet } from './closing-sheet.tsx'
import styles from './complete.module.css'

interface Props {
  readonly caseFile: string
  readonly proposal: ClosingProposal
  readonly found: Completeness
}

/** What is decided when a case file is closed; nothing is closed while a must stands. */
export function ClosingForm({ caseFile, proposal, found }: Props) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const closeCaseFile = useApp((state) => state.closeCaseFile)
  const nextFault = useShortcut('next-fault')
  const { values, set, errors, isRight } = useChoice(proposal)
  const { endDate: end, retention, basis } = values
  const draft = useDraft(`dialog:closing:${caseFile}`, {
    values: { endDate: end, retention, basis },
    onTake: set,
  })
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  const formId = useId()
  const musts = found.musts - found.faults.filter((one) => isMendedAtClosing(one)).length
  const canClose = musts === 0 && isRight && (found.shoulds === 0 || values.isOverlooking) && !isWorking
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const endDate = parseDate(values.endDate)
    if (!canClose || endDate === null) return
    setIsWorking(true)
    setFault(await closeCaseFile(caseFile, { ...values, endDate, basis: values.basis.trim() }))
    setIsWorking(false)
  }
  return (
    <form id={formId} className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <DraftBanner draft={draft} />
      {musts === 0 ? null : (
        <Banner tone="warn" title={t('closing.blocked', { count: musts })}>
          {t('closing.blocked-text', { keys: nextFault ?? '' })}
        </Banner>
      )}
      <Checklist points={found.points} />
      <ChoiceFields proposal={proposal} values={values} set={set} errors={errors} />
      <ClosingSheet figures={proposal.figures} />
      {musts > 0 || found.shoulds === 0 ? null : (
        <Checkbox isChecked={values.isOverlooking} onChange={(isOverlooking) => set({ isOverlooking })}>
          {t('closing.overlook', { count: found.shoulds })}
        </Checkbox>
      )}
      <p>{t('closing.lock')}</p>
      {fault === null ? null : <FaultBanner fault={fault} />}
      <div className={styles['buttons']}>
        {isWorking ? <Spinner countText={t('closing.working')} /> : null}
        <Button onPress={close}>{t('common.cancel')}</Button>
        <Button kind="primary" type="submit" form={formId} isDisabled={!canClose}>
          {t('closing.submit')}
        </Button>
      </div>
    </form>
  )
}

interface Choice {
  /** As typed. */
  readonly endDate: string
  readonly retention: string
  readonly basis: string
  readonly isOverlooking: boolean
}

interface Errors {
  readonly endDate: string | null
  readonly retention: string | null
  readonly basis: string | null
}

function useChoice({ startDate, endDate, retention, leastRetention, basis }: ClosingProposal) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const [values, setValues] = useState<Choice>({
    endDate: endDate === null ? '' : formatDate(endDate),
    retention,
    basis,
    isOverlooking: false,
  })
  const scale = readyValue(authority)?.retentions.entries ?? []
  const day = parseDate(values.endDate)
  const isEarly = day !== null && startDate !== null && day < startDate
  const isShort = leastRetention !== null && isShorter(scale, values.retention, leastRetention)
  const errors: Errors = {
    endDate:
      day === null
        ? t('closing.end-date-missing')
        : isEarly
          ? t('closing.end-date-early', { start: formatDate(startDate) })
          : null,
    retention: isShort
      ? t('closing.retention-short', { least: retentionName(authority, leastRetention) })
      : null,
    basis: values.basis.trim() === '' ? t('closing.basis-missing') : null,
  }
  const set = (part: Partial<Choice>): void => setValues((before) => ({ ...before, ...part }))
  const isRight = Object.values(errors).every((error) => error === null) && values.retention !== ''
  return { values, set, errors, isRight }
}

function ChoiceFields({
  proposal,
  values,
  set,
  errors,
}: {
  readonly proposal: ClosingProposal
  readonly values: Choice
  readonly set: (part: Partial<Choice>) => void
  readonly errors: Errors
}) {
  const { t } = useTranslation()
  const scale = useApp((state) => readyValue(state.authority)?.retentions.entries) ?? []
  const { startDate } = proposal
  return (
    <div className={styles['fields']}>
      <div data-help="closing/endDate">
        <TextField
          label={t('closing.end-date')}
          labelSide={<HelpMark topic="closing/endDate" label={t('closing.end-date')} />}
          value={values.endDate}
          onChange={(endDate) => set({ endDate })}
          description={t('closing.end-date-why', {
            start: startDate === null ? t('common.none') : formatDate(startDate),
          })}
          error={errors.endDate}
          autoFocus
        />
      </div>
      <div data-help="closing/retention">
        <Select
          label={t('closing.retention')}
          labelSide={<HelpMark topic="closing/retention" label={t('closing.retention')} />}
          options={scale.map(({ code, name }) => ({ id: code, label: name }))}
          selected={values.retention === '' ? null : values.retention}
          placeholder={t('closing.choose')}
          onSelect={(retention) => set({ retention })}
        />
        <p className={styles['note']} role={errors.retention === null ? undefined : 'alert'}>
          {errors.retention ?? t('closing.retention-why')}
        </p>
      </div>
      <div data-help="closing/basis">
        <TextField
          label={t('closing.basis')}
          labelSide={<HelpMark topic="closing/basis" label={t('closing.basis')} />}
          value={values.basis}
          onChange={(basis) => set({ basis })}
          error={errors.basis}
        />
      </div>
    </div>
  )
}
