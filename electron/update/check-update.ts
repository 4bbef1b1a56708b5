import { judgeUpdate, type PresentProgram } from '../../domain/update/judge-update.ts'
import type { UpdateManifest } from '../../domain/update/update-format.ts'
import { type OpenUpdate, openUpdate } from './open-update.ts'
import type { TrustedKeys } from './update-keys.ts'

export interface UpdateJudge {
  readonly keys: TrustedKeys
  readonly present: PresentProgram
}

export interface LongWork {
  readonly onBytes: (bytesDone: number, bytesTotal: number) => void
  readonly signal: AbortSignal
}

/** Opens an update file that a trusted key signed and that fits this program. @throws Fault as `updateFault` tells them */
export async function openFitting(path: string, { keys, present }: UpdateJudge): Promise<OpenUpdate> {
  const update = await openUpdate(path, keys)
  const refusal = judgeUpdate(update.manifest, present)
  if (refusal === null) return update
  update.close()
  throw refusal
}

/** Checks an update file to its last byte; a megabyte at most is in memory, and nothing is written. */
export async function checkUpdate(path: string, judge: UpdateJudge, work: LongWork): Promise<UpdateManifest> {
  const update = await openFitting(path, judge)
  try {
    let bytesDone = 0
    for await (const piece of update.payload(work.signal)) {
      bytesDone += piece.length
      work.onBytes(bytesDone, update.manifest.payload.sizeBytes)
    }
    return update.manifest
  } finally {
    update.close()
  }
}
