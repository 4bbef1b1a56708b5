import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import type { ChangedField, EditOutcome, ListName } from '../../../domain/list-api.ts'
import { changeableFields } from '../../../domain/list-api.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { formatCount } from '../../parts/format.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { readyValue } from '../../state/attempt.ts'
import { chosenCount } from '../../state/list-choice.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { type BulkForm, changeIn, emptyForm } from './bulk-form.ts'
import { BulkValue } from './bulk-value.tsx'
import styles from './list-dialogs.module.css'

/** Changes one thing in all chosen rows: says before how many of them change and why others do not, and after what was done. */
export function BulkDialog({ list }: { readonly list: ListName }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const bulk = useApp((state) => state.bulk)
  const { form, fault, update, submit } = useBulk(list)
  const chosen = useApp((state) =>
    chosenCount(state.lists[list].choice, readyValue(state.lists[list].rows)?.total ?? 0),
  )
  if (bulk.kind === 'done') return <DoneDialog list={list} outcome={bulk.outcome} onClose={close} />
  return (
    <Dialog
      title={t(`lists.bulk.title.${list}`, { count: chosen, shown: formatCount(chosen) })}
      closeLabel={t('common.close')}
      onClose={close}
      actions={<Actions list={list} chosen={chosen} onSubmit={submit} />}
    >
      <div className={styles['form']}>
        <Select
          label={t('lists.bulk.what')}
          placeholder={t('lists.bulk.choose')}
          selected={form.field}
          options={changeableFields[list].map((field) => ({
            id: field,
            label: t(`lists.bulk.field.${field}`),
          }))}
          onSelect={(id) => update(emptyForm(fieldIn(list, id)))}
        />
        <BulkValue form={form} onChange={update} />
        {bulk.kind === 'asking' && bulk.preview !== null ? (
          <RemoteView
            remote={bulk.preview}
            loadingText={t('lists.bulk.looking', { shown: formatCount(chosen) })}
          >
            {(outcome) => <Outcome list={list} outcome={outcome} when="before" />}
          </RemoteView>
        ) : null}
        {fault === null ? null : <FaultBanner fault={fault} />}
      </div>
    </Dialog>
  )
}

interface ActionsProps {
  readonly list: ListName
  readonly chosen: number
  readonly onSubmit: () => Promise<void>
}

/** Nothing is done before it was told what that would be. */
function Actions({ list, chosen, onSubmit }: ActionsProps) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const bulk = useApp((state) => state.bulk)
  const isChanging = bulk.kind === 'changing'
  const changing = bulk.kind === 'asking' ? (readyValue(bulk.preview)?.changing ?? 0) : 0
  return (
    <>
      {isChanging ? <Spinner countText={t('lists.bulk.changing', { shown: formatCount(chosen) })} /> : null}
      <Button onPress={close}>{t('common.cancel')}</Button>
      <Button kind="primary" isDisabled={isChanging || changing === 0} onPress={() => void onSubmit()}>
        {t(`lists.bulk.do.${list}`, { count: changing, shown: formatCount(changing) })}
      </Button>
    </>
  )
}

function fieldIn(list: ListName, id: string): ChangedField {
  return changeableFields[list].find((field) => field === id) ?? changeableFields[list][0]
}

function useBulk(list: ListName) {
  const preview = useApp((state) => state.previewBulk)
  const change = useApp((state) => state.changeBulk)
  const [form, setForm] = useState<BulkForm>(() => emptyForm(changeableFields[list][0]))
  const [fault, setFault] = useState<FaultReport | null>(null)
  return {
    form,
    fault,
    update: (next: BulkForm): void => {
      setForm(next)
      setFault(null)
      void preview(list, changeIn(next))
    },
    submit: async (): Promise<void> => {
      const wanted = changeIn(form)
      if (wanted !== null) setFault(await change(list, wanted))
    },
  }
}

function DoneDialog({
  list,
  outcome,
  onClose,
}: {
  readonly list: ListName
  readonly outcome: EditOutcome
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t(`lists.bulk.done.${list}`, { count: outcome.changing, shown: formatCount(outcome.changing) })}
      closeLabel={t('common.close')}
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose} autoFocus>
          {t('common.close')}
        </Button>
      }
    >
      <Outcome list={list} outcome={outcome} when="after" />
      <p className={styles['note']}>{t('lists.bulk.undo')}</p>
    </Dialog>
  )
}

/** Chosen = changed + as they were + refused, each with its number. */
function Outcome({
  list,
  outcome,
  when,
}: {
  readonly list: ListName
  readonly outcome: EditOutcome
  readonly when: 'before' | 'after'
}) {
  const { t } = useTranslation()
  return (
    <div className={styles['outcome']} role="status">
      <Line name={t(`lists.bulk.changing-${when}`)} count={outcome.changing} />
      <Line name={t('lists.bulk.same')} count={outcome.same} />
      <Line name={t(`lists.bulk.refused-${when}`)} count={outcome.refused} />
      {outcome.reasons.length === 0 ? null : (
        <ul className={styles['reasons']}>
          {outcome.reasons.map(({ why, count, examples }) => (
            <li key={why}>
              {t('lists.bulk.reason', {
                shown: formatCount(count),
                why: t(`lists.bulk.why.${why}`),
                examples: examples.join('; '),
              })}
            </li>
          ))}
        </ul>
      )}
      <div className={styles['sum']}>
        <Line name={t(`lists.bulk.selected.${list}`)} count={outcome.selected} />
      </div>
    </div>
  )
}

function Line({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <p className={styles['outcomeRow']}>
      <span>{name}</span>
      <span>{formatCount(count)}</span>
    </p>
  )
}
