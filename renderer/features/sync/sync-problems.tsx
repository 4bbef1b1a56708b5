import { useTranslation } from 'react-i18next'
import type { SyncStatus } from '../../../domain/api.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { faultText } from '../../parts/fault-text.ts'
import { toldSkewMinutes } from '../../state/deposit-state.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

/** What is wrong with the line, each with its next step; a wrong clock is told and refuses nothing. */
export function SyncProblems({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation()
  const skewMinutes = toldSkewMinutes(status)
  return (
    <>
      <LineProblem status={status} />
      {skewMinutes === null ? null : (
        <Banner tone="warn" title={t('line.skew', { count: skewMinutes })}>
          {t('line.skew-next')}
        </Banner>
      )}
    </>
  )
}

function LineProblem({ status: { problem } }: { readonly status: SyncStatus }) {
  const { t } = useTranslation()
  const show = useApp((state) => state.show)
  if (problem === null) return null
  const refused = problem.code === 'server-refused' ? Number(problem.detail['count'] ?? 0) : 0
  if (refused > 0) {
    const { cause, next } = faultText(t, problem)
    return (
      <Banner tone="warn" title={t('sync.refused-edits', { count: refused })}>
        {cause} {next}
      </Banner>
    )
  }
  if (problem.code !== 'server-suspect') return <FaultBanner fault={problem} tone="warn" />
  const { cause, next } = faultText(t, problem)
  return (
    <Banner
      tone="error"
      title={cause}
      action={
        <Button size="small" onPress={() => show('deposits')}>
          {t('sync.see-line')}
        </Button>
      }
    >
      {next} {t('sync.suspect-next')}
    </Banner>
  )
}
