import type { ConsoleApi } from '../console-api.ts'
import { type ConsoleRole, consoleRoles } from './console-user.ts'

/** Nobody has to be signed in. */
const anyone = 'anyone'
const all = consoleRoles
const deciders = ['archivist', 'lead', 'administrator'] as const
const leaders = ['lead', 'administrator'] as const
const overseers = ['auditor', 'administrator'] as const
const reporters = ['auditor', 'lead', 'administrator'] as const
const administrators = ['administrator'] as const

/** Who may make which call of the console. A role that is not in the row of a call is refused before anything is read. */
export const consoleCallers = {
  me: anyone,
  signIn: anyone,
  signOut: all,
  documentTypes: all,
  changePassword: all,

  communes: all,
  province: all,
  commune: all,
  deposits: all,
  deposit: all,
  compareDeposit: all,
  pageText: all,
  searchHoldings: all,

  setVerdict: deciders,
  clearVerdict: deciders,
  acceptDeposit: deciders,
  returnDeposit: deciders,

  setTarget: leaders,
  sendings: reporters,
  previewPlan: leaders,
  sendPlan: leaders,
  previewAuthority: leaders,
  sendAuthority: leaders,
  makeReport: reporters,

  users: overseers,
  stations: overseers,
  enrolmentCodes: overseers,
  audit: overseers,

  addCommune: administrators,
  addUser: administrators,
  editUser: administrators,
  resetPassword: administrators,
  lockUser: administrators,
  revokeStation: administrators,
  createEnrolmentCode: administrators,
  withdrawEnrolmentCode: administrators,
} as const satisfies Readonly<Record<keyof ConsoleApi, typeof anyone | readonly ConsoleRole[]>>

/** May somebody of this role make the call? Null stands for nobody signed in. */
export function mayCall(call: keyof ConsoleApi, role: ConsoleRole | null): boolean {
  const callers: typeof anyone | readonly ConsoleRole[] = consoleCallers[call]
  return callers === anyone || (role !== null && callers.includes(role))
}
