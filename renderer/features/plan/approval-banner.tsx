import { useTranslation } from 'react-i18next'
import type { PlanSheet } from '../../../domain/plan-api.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { formatDate, formatInstant } from '../../state/date-text.ts'
import { Banner } from '../../ui/banner.tsx'

/** Whether the plan binds: by which decision, or what is still to be done, and why an approval was withdrawn. */
export function ApprovalBanner({ sheet }: { readonly sheet: PlanSheet }) {
  const { t } = useTranslation()
  const { approval, withdrawn, entries } = sheet
  if (approval !== null) {
    const { decision, decidedOn, by, at } = approval
    return (
      <Banner
        tone="ok"
        title={t('plan.approved', { decision, date: formatDate(decidedOn) })}
        action={<CommandButton id="withdraw-approval" size="small" />}
      >
        {t('plan.approved-text', { by, at: formatInstant(at) })}
      </Banner>
    )
  }
  const last = withdrawn.at(-1)
  if (entries.length === 0 && last === undefined) return null
  return (
    <Banner
      tone={last === undefined ? 'info' : 'warn'}
      title={t(last === undefined ? 'plan.draft' : 'plan.withdrawn', { decision: last?.decision ?? '' })}
      action={<CommandButton id="approve-plan" size="small" />}
    >
      {last === undefined
        ? t('plan.draft-text')
        : t('plan.withdrawn-text', { by: last.by, at: formatInstant(last.at), reason: last.reason })}
    </Banner>
  )
}
