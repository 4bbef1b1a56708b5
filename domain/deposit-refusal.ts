import * as z from 'zod'
import type { CaseFile } from './records/case-file.ts'

/** Why a case file cannot be handed over now. */
const depositRefusals = [
  'missing',
  'excluded',
  'not-closed',
  'deposited',
  'accepted',
  'disputed',
  'isolated',
  'being-read',
  'other-fonds',
] as const
export const DepositRefusal = z.enum(depositRefusals)
export type DepositRefusal = z.infer<typeof DepositRefusal>

/** A case file as far as it matters for handing it over. */
export interface ToHandOver {
  readonly file: Pick<CaseFile, 'notation' | 'state' | 'excluded' | 'fonds'>
  /** Do people disagree on its state? */
  readonly isDisputed: boolean
  /** Documents that are set apart as state secrets and not dealt with yet. */
  readonly isolated: number
  /** Documents whose pages the machine has not done with: what it reads is part of what is handed over. */
  readonly beingRead: number
}

/** Why a case file is refused in a deposit of this fonds, null where it is taken. */
export function depositRefusal(
  { file, isDisputed, isolated, beingRead }: ToHandOver,
  fonds: string,
): DepositRefusal | null {
  if (file.notation === '') return 'missing'
  if (file.excluded !== null) return 'excluded'
  if (isDisputed) return 'disputed'
  if (file.state === 'open') return 'not-closed'
  if (file.state === 'deposited' || file.state === 'accepted') return file.state
  if (isolated > 0) return 'isolated'
  if (beingRead > 0) return 'being-read'
  return file.fonds === fonds ? null : 'other-fonds'
}
