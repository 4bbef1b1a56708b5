import type { TFunction } from 'i18next'
import type { FaultReport } from '../../domain/fault.ts'

/** Why something failed and what to do next, in words. */
export function faultText(t: TFunction, { code, detail }: FaultReport): { cause: string; next: string } {
  // Some codes say more for one of their reasons: `cause_recovery-code` beside `cause`.
  const context = typeof detail['reason'] === 'string' ? { context: detail['reason'] } : {}
  const values = { ...detail, ...context }
  return { cause: t(`fault.${code}.cause`, values), next: t(`fault.${code}.next`, values) }
}
