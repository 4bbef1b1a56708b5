import { useTranslation } from 'react-i18next'
import type { Agency } from '../../../domain/authority.ts'
import { useApp } from '../../app-store.ts'
import { HelpMark } from '../../parts/help-mark.tsx'
import { readyValue } from '../../state/attempt.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AgencyField } from './agency-field.tsx'
import styles from './first-run.module.css'
import type { FirstRunForm } from './first-run-form.ts'

const none: readonly Agency[] = []

/** Whose vault it is, who works with it, and what it begins with. */
export function IdentityFields({
  form,
  errorOf,
  onChange,
}: {
  readonly form: FirstRunForm
  readonly errorOf: (name: keyof FirstRunForm) => string | null
  readonly onChange: (part: Partial<FirstRunForm>) => void
}) {
  const { t } = useTranslation()
  const codes = useApp((state) => readyValue(state.authority)?.agencyCodes ?? null)
  // What the province gave is filled in; where nobody told us, as much of it as is sure.
  const codeOf = ({ code }: Agency): string =>
    code ?? (form.agencyCode === '' ? (codes?.prefix ?? '') : form.agencyCode)
  const isBegun = form.agencyCode !== '' && form.agencyCode === codes?.prefix
  return (
    <>
      <div className={styles['pair']}>
        <AgencyField
          agencies={codes?.agencies ?? none}
          name={form.communeName}
          error={errorOf('communeName')}
          onChange={(communeName) => onChange({ communeName })}
          onChoose={(agency) => onChange({ communeName: agency.name, agencyCode: codeOf(agency) })}
        />
        <div data-help="first-run/agencyCode">
          <TextField
            label={t('first-run.agency-code')}
            labelSide={<HelpMark topic="first-run/agencyCode" label={t('first-run.agency-code')} />}
            value={form.agencyCode}
            onChange={(agencyCode) => onChange({ agencyCode: agencyCode.toUpperCase() })}
            description={t(isBegun ? 'first-run.agency-code-begun' : 'first-run.agency-code-example')}
            error={errorOf('agencyCode')}
            isRequired
          />
        </div>
      </div>
      <div data-help="first-run/user">
        <TextField
          label={t('first-run.user')}
          labelSide={<HelpMark topic="first-run/user" label={t('first-run.user')} />}
          value={form.userName}
          onChange={(userName) => onChange({ userName })}
          description={t('first-run.user-why')}
          error={errorOf('userName')}
          isRequired
        />
      </div>
      <div data-help="first-run/plan">
        <Checkbox isChecked={form.isPlanEmpty} onChange={(isPlanEmpty) => onChange({ isPlanEmpty })}>
          {t('first-run.plan-from-excel')}
        </Checkbox>
        <p className={styles['note']}>{t('first-run.plan-why')}</p>
      </div>
    </>
  )
}
