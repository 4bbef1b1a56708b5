import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../domain/fault.ts'
import { Banner } from '../ui/banner.tsx'
import { faultText } from './fault-text.ts'

/** A failure in the page, with its cause and what to do next. */
export function FaultBanner({
  fault,
  tone = 'error',
  action = null,
}: {
  readonly fault: FaultReport
  readonly tone?: 'error' | 'warn'
  readonly action?: ReactNode
}) {
  const { t } = useTranslation()
  const { cause, next } = faultText(t, fault)
  return (
    <Banner tone={tone} title={cause} action={action}>
      {next}
    </Banner>
  )
}
