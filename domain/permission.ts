import type { EngineApi } from './api.ts'
import type { Role } from './user.ts'

/**
 * Who may call a procedure: `anyone` even before the vault is open, `recovery` whoever opened it with a recovery sheet
 * and nobody else, or the roles that stand here.
 */
export type Permission = 'anyone' | 'recovery' | readonly Role[]

const everybody: readonly Role[] = ['clerk', 'archivist', 'leader', 'administrator']
/** Who does the work of the desk; leaders only look. */
const workers: readonly Role[] = ['clerk', 'archivist', 'administrator']
const keepers: readonly Role[] = ['archivist', 'administrator']
const administrators: readonly Role[] = ['administrator']

/**
 * The one table of rights; the engine asks it before every call. A new procedure does not compile without its line:
 * add `name: everybody | workers | keepers | administrators`, and nothing else.
 */
export const permissions: Readonly<Record<keyof EngineApi, Permission>> = {
  status: 'anyone',
  createVault: 'anyone',
  unlockVault: 'anyone',
  lockVault: 'anyone',
  authority: 'anyone',
  recoverUser: 'recovery',

  overview: everybody,
  startBatch: workers,
  retrySource: workers,
  intakeState: everybody,
  decideSecret: workers,
  continueIntake: workers,
  isolated: everybody,
  removeIsolated: keepers,
  releaseIsolated: keepers,
  batches: everybody,
  batchSources: everybody,
  batchPages: everybody,
  pageText: everybody,
  documents: everybody,
  document: everybody,
  acceptDocument: workers,
  fileDocument: workers,
  splitDocument: workers,
  dismissSplits: workers,
  exportDocument: workers,
  cancelExport: workers,
  plan: everybody,
  planCounts: everybody,
  planBranches: everybody,
  caseFiles: everybody,
  caseFile: everybody,
  contents: everybody,
  findTargets: everybody,
  openCaseFile: workers,
  closeCaseFile: workers,
  reopenCaseFile: workers,
  deposits: everybody,
  depositFiles: everybody,
  createDeposit: workers,
  connect: administrators,
  syncNow: workers,
  syncStatus: everybody,
  search: everybody,
  searchStatus: everybody,
  pageMatches: everybody,

  readingStatus: everybody,
  lookAt: everybody,
  pauseReading: workers,
  resumeReading: workers,
  cancelReading: workers,
  readUnread: workers,

  backupState: everybody,
  startBackup: workers,
  cancelBackup: workers,
  checkVault: administrators,
  spaceState: everybody,
  restoreVault: 'anyone',

  undo: workers,
  redo: workers,
  undoState: everybody,

  users: administrators,
  addUser: administrators,
  removeUser: administrators,
  setUserRole: administrators,
  resetPassphrase: administrators,
  changePassphrase: everybody,
  security: administrators,
  setIdleMinutes: administrators,
  noteActivity: everybody,
  newRecoverySheet: administrators,
  confirmRecoverySheet: administrators,
  setProvinceKey: administrators,
  setCaseFileAccess: workers,
  noteAccess: everybody,
  accessRecords: keepers,
}

/** May this role call this procedure? A name that is none may be called by nobody. */
export function mayCall(role: Role, name: string): boolean {
  // `hasOwn` says that it is one of the keys.
  const permission = Object.hasOwn(permissions, name) ? permissions[name as keyof EngineApi] : []
  return permission === 'anyone' || (permission !== 'recovery' && permission.includes(role))
}
