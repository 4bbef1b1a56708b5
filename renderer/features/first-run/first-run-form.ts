import type { NewVault } from '../../../domain/api.ts'
import { AgencyCode } from '../../../domain/records/fonds.ts'
import { leastPassphraseLength } from '../../state/passphrase-strength.ts'

export interface FirstRunForm {
  readonly agencyCode: string
  readonly communeName: string
  readonly userName: string
  readonly passphrase: string
  readonly again: string
  /** The plan comes from a workbook instead of the template. */
  readonly isPlanEmpty: boolean
}

export const emptyForm: FirstRunForm = {
  agencyCode: '',
  communeName: '',
  userName: '',
  passphrase: '',
  again: '',
  isPlanEmpty: false,
}

export type FormProblem = 'missing' | 'agency-code' | 'short' | 'different'
export type FormProblems = Readonly<Partial<Record<keyof FirstRunForm, FormProblem>>>

/** What must be mended before the vault can be made. */
export function problemsOf(form: FirstRunForm): FormProblems {
  const problems: Partial<Record<keyof FirstRunForm, FormProblem>> = {}
  if (!AgencyCode.safeParse(form.agencyCode.trim()).success) problems.agencyCode = 'agency-code'
  if (form.communeName.trim() === '') problems.communeName = 'missing'
  if (form.userName.trim() === '') problems.userName = 'missing'
  if (form.passphrase.length < leastPassphraseLength) problems.passphrase = 'short'
  else if (form.passphrase !== form.again) problems.again = 'different'
  return problems
}

export function vaultOf({
  agencyCode,
  communeName,
  userName,
  passphrase,
  isPlanEmpty,
}: FirstRunForm): NewVault {
  return {
    agencyCode: agencyCode.trim(),
    communeName: communeName.trim(),
    userName: userName.trim(),
    passphrase,
    ...(isPlanEmpty ? { isPlanEmpty } : {}),
  }
}
