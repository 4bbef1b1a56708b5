import type { ReactNode } from 'react'
import type { FaultReport } from '../../../domain/fault.ts'
import { Banner } from '../../../renderer/ui/banner.tsx'
import { faultText } from './fault-text.ts'

/** A failure with its next step. */
export function FaultBanner({
  fault,
  action = null,
}: {
  readonly fault: FaultReport
  readonly action?: ReactNode
}) {
  const { cause, next } = faultText(fault)
  return (
    <Banner tone="error" title={cause} action={action}>
      {next}
    </Banner>
  )
}
