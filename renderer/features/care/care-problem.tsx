import { useTranslation } from 'react-i18next'
import type { CareState } from '../../../domain/care-api.ts'
import { type FaultCode, faultCodes } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { formatCount } from '../../parts/format.ts'
import { readyValue } from '../../state/attempt.ts'
import { Banner } from '../../ui/banner.tsx'

/** Why the last copy or check failed, and a disk that fills up. */
export function CareProblem({ care }: { readonly care: CareState }) {
  const { t } = useTranslation()
  const space = useApp((state) => readyValue(state.space))
  const code: FaultCode = faultCodes.find((each) => each === care.problem?.code) ?? 'internal'
  const free = formatCount(Math.round((space?.freeBytes ?? 0) / 1_048_576))
  return (
    <>
      {space?.isLow ? (
        <Banner tone="warn" title={t('care.low-title')}>
          {t('care.low-text', { free })}
        </Banner>
      ) : null}
      {care.problem === null ? null : <FaultBanner fault={{ code, detail: care.problem.detail }} />}
    </>
  )
}
