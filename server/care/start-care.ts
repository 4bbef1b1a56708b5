import type { AuditLog } from '../audit/audit-log.ts'
import type { Log } from '../log.ts'
import { createSerial } from '../serial.ts'
import type { Stores } from '../store/open-stores.ts'
import { startSweeping } from '../sweep.ts'
import type { Staging } from '../uploads/staging.ts'
import { createBackup, type MakeBackup } from './backup.ts'
import { type BackupPlan, startBackups } from './backup-schedule.ts'
import { openControl } from './control.ts'

interface CarePorts {
  readonly dataFolder: string
  readonly stores: Pick<Stores, 'blobs' | 'copyDatabase'>
  readonly staging: Staging
  readonly audit: AuditLog
  readonly epoch: string
  readonly clock: () => number
  readonly log: Log
  readonly backups: BackupPlan | null
}

/** What the server does for itself while it runs: forgotten uploads, backups by plan and on demand. */
export interface Care {
  readonly makeBackup: MakeBackup
  close(): Promise<void>
}

export async function startCare(ports: CarePorts): Promise<Care> {
  const { dataFolder, stores, staging, audit, epoch, clock, log, backups } = ports
  const { blobs, copyDatabase } = stores
  const serial = createSerial()
  const backup = createBackup({ dataFolder, blobs, copyDatabase, audit, epoch, clock })
  const makeBackup: MakeBackup = (to, keep) => serial('backup', () => backup(to, keep))
  const control = await openControl({ dataFolder, makeBackup, log })
  const stopSweeping = startSweeping(staging, { clock, log })
  const stopBackups = backups === null ? null : startBackups(backups, { make: makeBackup, clock, log })
  return {
    makeBackup,
    close: async () => {
      stopSweeping()
      await control.close()
      await stopBackups?.()
    },
  }
}
