import { deskApi } from '../../domain/api.ts'
import { permissions } from '../../domain/permission.ts'

/**
 * Calls that may write and touch no case file, or only what is never handed over: where paper lies, what is a secret;
 * settling a conflict, which in a file that is not open can only repeat what is shown (SY28); accepting documents that are
 * under review, in no file; and changing the rows of a list, which counts those in closed files as refused (UI63).
 */
const elsewhere: readonly string[] = [
  'startBatch retrySource decideSecret continueIntake removeIsolated releaseIsolated pauseReading',
  'resumeReading cancelReading setPlace openCaseFile openOutsidePlan addFonds editFonds closeFonds',
  'addPlanEntry editPlanEntry deletePlanEntries moveHeading renameHeading copyPlan',
  'previewPlanImport importPlan approvePlan withdrawApproval proposeNotation addIssuer editIssuer',
  'removeIssuer previewIssuerImport importIssuers setTarget printBoxLabels printSeparators',
  'exportDocument cancelExport exportPackages cancelPackages connect syncNow startBackup',
  'writeBags readBags cancelBags retrySyncItem stopSyncItem setSyncUrgent setSyncSetting',
  'settleConflict keepBoth',
  'cancelBackup checkVault undo redo users addUser removeUser setUserRole resetPassphrase security',
  'setIdleMinutes newRecoverySheet confirmRecoverySheet setProvinceKey accessRecords',
  'importAuthority setScheduleRow removeScheduleRow resetScheduleRow chooseProfile',
  'scanners scannerAbility startScan stopScan decideScan finishScan testScan keepScanProfile forgetScanProfile',
  'addNetworkScanner forgetNetworkScanner pastePictures startWatch stopWatch refuseSeparations retryRefused',
  'printPatchSheets drawSure acceptSure previewListEdit editList journal journalState exportJournal',
].flatMap((line) => line.split(' '))

/** Calls that not everybody may make, of which nobody said yet whether they write into a case file. */
export function unclassified(refused: readonly string[]): readonly string[] {
  const known = new Set([...refused, ...elsewhere])
  return Object.keys(deskApi).filter((name) => {
    // `name` is a key of the api that it was listed from.
    const allowed = permissions[name as keyof typeof deskApi]
    return typeof allowed !== 'string' && !allowed.includes('leader') && !known.has(name)
  })
}
