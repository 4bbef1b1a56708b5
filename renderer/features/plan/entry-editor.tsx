import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanSheet } from '../../../domain/plan-api.ts'
import type { PlanEntry } from '../../../domain/records/plan-entry.ts'
import { DraftBanner } from '../../parts/draft-banner.tsx'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EntryFields } from './entry-fields.tsx'
import { useEntryForm } from './entry-form.ts'
import { HeadingFields } from './heading-fields.tsx'
import { NotationField } from './notation-field.tsx'
import styles from './plan.module.css'
import { COLUMNS } from './plan-columns.ts'

/** An entry of the plan in the boxes of its columns; Enter saves it, Escape leaves it as it was. */
export function EntryEditor({
  sheet,
  entry,
  onLeave,
}: {
  readonly sheet: PlanSheet
  /** Null writes a new one. */
  readonly entry: PlanEntry | null
  readonly onLeave: () => void
}) {
  const { t } = useTranslation()
  const { form, headings, hasTried, fault, newName, setNewName, put, submit, draft } = useEntryForm(
    sheet,
    entry,
  )
  const box = useLeaving(onLeave)
  const missing = (text: string): string | null => (hasTried && text.trim() === '' ? t('plan.missing') : null)
  return (
    <tr>
      <td colSpan={COLUMNS}>
        <form
          ref={box}
          className={styles['editor']}
          aria-label={entry === null ? t('plan.new-entry') : t('plan.edit', { notation: entry.notation })}
          onSubmit={(event) => void submit(event)}
          noValidate
        >
          <HeadingFields
            headings={headings}
            selected={form.heading}
            newName={newName}
            error={missing(newName ?? 'x')}
            onSelect={(heading) => put({ heading })}
            onName={setNewName}
          />
          <div className={styles['third']}>
            <NotationField
              place={{ fonds: sheet.fonds.id, year: sheet.year, heading: newName ?? form.heading }}
              isProposed={entry === null}
              value={form.notation}
              error={missing(form.notation)}
              onChange={(notation) => put({ notation })}
            />
          </div>
          <EntryFields form={form} isTitleWide={newName === null} missing={missing} onChange={put} />
          <div className={styles['whole']}>
            <DraftBanner draft={draft} />
            {fault === null ? null : <FaultBanner fault={fault} />}
            <span className={styles['tools']}>
              <Button onPress={onLeave}>{t('common.cancel')}</Button>
              <Button kind="primary" type="submit">
                {t(sheet.approval !== null && entry === null ? 'plan.save-addition' : 'plan.save')}
              </Button>
            </span>
          </div>
        </form>
      </td>
    </tr>
  )
}

/** Escape anywhere in the form leaves it. */
function useLeaving(onLeave: () => void) {
  const box = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const form = box.current
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onLeave()
    }
    form?.addEventListener('keydown', leave)
    return () => form?.removeEventListener('keydown', leave)
  }, [onLeave])
  return box
}
