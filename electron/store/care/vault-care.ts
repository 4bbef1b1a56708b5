import path from 'node:path'
import type { CheckReport } from '../../../domain/care-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import type { Sha256, Vector } from '../../../domain/op.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Workshop } from '../files/replace-file.ts'
import type { OpenSetting } from '../json/settings.ts'
import type { VaultKeys } from '../keys/sealing.ts'
import { readHeader } from '../vault-header.ts'
import { type BackupOptions, type BackupSummary, backUp } from './backup.ts'
import { type CheckOptions, checkSealed } from './check.ts'
import { judgeLocation, type LocationRisk } from './location.ts'
import { createScrub, newScrub, type Scrub, ScrubState } from './scrub.ts'
import { createSpace, diskSpace, type Space, type SpacePorts } from './space.ts'

/** What keeps an open vault whole: room on the disk, re-reading, copies and checks. */
export interface VaultCare {
  readonly space: Space
  /** Each damaged blob goes to the quarantine and into the notices; `onDamage` hears of it as well. */
  openScrub(onDamage: (damage: FaultReport) => void): Promise<Scrub>
  /** Reads one blob to its end; a damaged one goes to the quarantine and into the notices. False where it is not whole here. */
  checkBlob(sha: Sha256): Promise<boolean>
  /** Copies the vault while it is in use. @throws as `backUp` does */
  backUp(folder: string, options: BackupOptions): Promise<BackupSummary>
  /** Checks the vault while it is in use. @throws Fault 'cancelled' */
  check(options: CheckOptions): Promise<CheckReport>
  /** Why the folder of the vault is a poor place for it. */
  judgePlace(): Promise<readonly LocationRisk[]>
}

export interface VaultCareOptions {
  readonly id: string
  readonly folder: string
  readonly workshop: Workshop
  readonly keys: VaultKeys
  readonly clock: { nowMs(): number }
  readonly space?: Partial<SpacePorts> | undefined
  readonly blobs: BlobStore
  readonly settings: OpenSetting
  readonly vector: () => Vector
  readonly notices: readonly FaultReport[]
  readonly onNotice: (notice: FaultReport) => void
}

export function createVaultCare(options: VaultCareOptions): VaultCare {
  const { id, folder, workshop, keys, clock, blobs, settings } = options
  const nowMs = (): number => clock.nowMs()
  return {
    space: createSpace({ ...diskSpace, ...options.space, workshop, folder }),
    openScrub: async (onDamage) => {
      const state = await settings('scrub', ScrubState, newScrub)
      const tell = (damage: FaultReport): void => {
        options.onNotice(damage)
        onDamage(damage)
      }
      return createScrub({ shelves: blobs.shelves, state, nowMs, onDamage: tell })
    },
    checkBlob: async (sha) => {
      const name = blobs.shelves.nameOf(sha)
      const { kind } = await blobs.shelves.verify(name)
      if (kind === 'damaged' && (await blobs.shelves.quarantine(name))) {
        options.onNotice({ code: 'damaged', detail: { part: 'blob', blob: name } })
      }
      return kind === 'whole'
    },
    backUp: (target, run) =>
      backUp(
        {
          files: workshop.files,
          folder,
          vault: id,
          key: keys.backup,
          vector: options.vector,
          damaged: () => damagedOrigins(options.notices),
          createId: workshop.createId,
          nowMs,
          failpoint: workshop.failpoint,
        },
        target,
        run,
      ),
    check: async (run) => {
      const header = await readHeader(workshop.files, folder)
      return checkSealed({ folder, workshop, header, keys, blobs }, { ...run, nowMs })
    },
    judgePlace: () => judgeLocation(path.resolve(folder)),
  }
}

function damagedOrigins(notices: readonly FaultReport[]): readonly string[] {
  return notices.flatMap(({ code, detail }) => {
    const { part, origin } = detail
    return code === 'damaged' && part === 'log' && typeof origin === 'string' ? [origin] : []
  })
}
