import { RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlacedScheduleRow, ScheduleRowInput } from '../../../domain/authority-api.ts'
import { useApp } from '../../app-store.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { readyValue } from '../../state/attempt.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './authority.module.css'

const fresh: ScheduleRowInput = { group: '', title: '', retention: [], basis: '', verified: false }

/** One row of the retention schedule, new or known. */
export function ScheduleRowDialog({ placed }: { readonly placed: PlacedScheduleRow | null }) {
  const { t } = useTranslation()
  const save = useApp((state) => state.saveScheduleRow)
  const [row, setRow] = useState<ScheduleRowInput>(placed?.row ?? fresh)
  const { group, title, basis } = row
  const draft = useDraft(`dialog:schedule-row:${placed?.row.id ?? 'new'}`, {
    values: { group, title, basis },
    onTake: (kept) => setRow({ ...row, ...kept }),
  })
  const [hasTried, setHasTried] = useState(false)
  const change = (part: Partial<ScheduleRowInput>): void => setRow({ ...row, ...part })
  const problem = (text: string): string | null =>
    hasTried && text.trim() === '' ? t('first-run.problem.missing') : null
  return (
    <FormDialog
      title={t(placed === null ? 'schedule.add' : 'schedule.edit')}
      lead={t('schedule.form-lead')}
      submitText={t('schedule.save')}
      workingText={t('schedule.saving')}
      width="wide"
      draft={draft}
      onSubmit={() => {
        setHasTried(true)
        const isRight = row.group.trim() !== '' && row.title.trim() !== ''
        return isRight ? save(placed?.row.id ?? null, inputOf(row)) : null
      }}
    >
      <TextField
        label={t('schedule.group')}
        value={row.group}
        onChange={(group) => change({ group })}
        error={problem(row.group)}
        isRequired
        autoFocus
      />
      <TextArea
        label={t('schedule.row-title')}
        value={row.title}
        onChange={(title) => change({ title })}
        error={problem(row.title)}
        rows={2}
        isRequired
      />
      <Codes chosen={row.retention} onChange={(retention) => change({ retention })} />
      <TextField label={t('schedule.basis')} value={row.basis} onChange={(basis) => change({ basis })} />
      <Checkbox isChecked={row.verified} onChange={(verified) => change({ verified })}>
        {t('schedule.verified-why')}
      </Checkbox>
      {placed === null ? null : <RowTools placed={placed} />}
    </FormDialog>
  )
}

function inputOf({ group, title, retention, basis, verified }: ScheduleRowInput): ScheduleRowInput {
  return { group, title, retention, basis, verified }
}

/** Any number of periods: the law may leave a choice, or say nothing that is known. */
function Codes({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (codes: string[]) => void
}) {
  const { t } = useTranslation()
  const scale = useApp((state) => readyValue(state.authority)?.retentions.entries ?? [])
  // The shortest first, as the schedule has them.
  const ascending = [...scale].sort((a, b) => (a.years ?? 1000) - (b.years ?? 1000))
  const toggle = (code: string, isChosen: boolean): void =>
    onChange(
      ascending.flatMap((entry) =>
        (entry.code === code ? isChosen : chosen.includes(entry.code)) ? [entry.code] : [],
      ),
    )
  return (
    <fieldset className={styles['codes']}>
      <legend className={styles['legend']}>{t('schedule.retention')}</legend>
      <p className={styles['note']}>{t('schedule.retention-why')}</p>
      <div className={styles['codeList']}>
        {scale.map(({ code, name }) => (
          <Checkbox
            key={code}
            isChecked={chosen.includes(code)}
            onChange={(isChosen) => toggle(code, isChosen)}
          >
            {name}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

function RowTools({ placed: { row, origin } }: { readonly placed: PlacedScheduleRow }) {
  const { t } = useTranslation()
  const remove = useApp((state) => state.removeScheduleRow)
  const reset = useApp((state) => state.resetScheduleRow)
  return (
    <div className={styles['tools']}>
      {origin === 'removed' ? null : (
        <Button size="small" icon={<Trash2 />} onPress={() => void remove(row.id, row.title)}>
          {t('schedule.remove')}
        </Button>
      )}
      {origin === 'changed' || origin === 'removed' ? (
        <Button size="small" icon={<RotateCcw />} onPress={() => void reset(row.id, row.title)}>
          {t('schedule.reset')}
        </Button>
      ) : null}
    </div>
  )
}
