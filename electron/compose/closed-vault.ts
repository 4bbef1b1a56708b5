import type { CheckReport } from '../../domain/care-api.ts'
import { type BackupSummary, backUp } from '../store/care/backup.ts'
import { checkVault } from '../store/care/check.ts'
import { type RepairOutcome, repairVault } from '../store/care/repair.ts'
import { restingSource } from '../store/care/resting-source.ts'
import { type RestoreOutcome, restoreVault } from '../store/care/restore.ts'
import { type CarePorts, unlockFolder } from '../store/care/sealed-folder.ts'

/** Checks a vault that no window has open. @throws as `unlockFolder` */
export function checkClosed(
  folder: string,
  secret: string,
  options: { readonly isFast: boolean; readonly ports: CarePorts },
): Promise<CheckReport> {
  return checkVault(folder, secret, options)
}

/** Backs up a vault that no window has open, as far as its logs are whole. @throws as `unlockFolder` and `backUp` */
export async function backUpClosed(
  vault: string,
  secret: string,
  { folder, ports }: { readonly folder: string; readonly ports: CarePorts },
): Promise<BackupSummary> {
  const sealed = await unlockFolder(vault, secret, ports)
  try {
    return await backUp(await restingSource(sealed, ports.nowMs), folder)
  } finally {
    sealed.close()
  }
}

interface FromBackup {
  readonly from: string
  readonly secret: string
  readonly snapshot: string | undefined
  readonly ports: CarePorts
}

export function restoreInto({
  ports,
  snapshot,
  ...options
}: FromBackup & { readonly to: string }): Promise<RestoreOutcome> {
  return restoreVault({ ...options, ...(snapshot === undefined ? {} : { snapshot }) }, ports)
}

export function repairClosed({
  ports,
  snapshot,
  ...options
}: FromBackup & { readonly folder: string }): Promise<RepairOutcome> {
  return repairVault({ ...options, ...(snapshot === undefined ? {} : { snapshot }) }, ports)
}
