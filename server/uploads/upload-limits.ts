import { statfs } from 'node:fs/promises'
import { ServerProblem } from '../problem.ts'

/** Limits of what one station has begun and not finished, and of what the disk must keep. */
export interface UploadLimits {
  /** A station sends four at a time; many more begun and not finished is a fault or an attack. */
  readonly uploads: number
  /** Announced bytes, all that the station has begun taken together. */
  readonly bytes: number
  /** What stays free on the disk, so that the database goes on when uploads no longer may. */
  readonly reserveBytes: number
}

export const UPLOAD_LIMITS: UploadLimits = {
  uploads: 200,
  bytes: 4_294_967_296,
  reserveBytes: 536_870_912,
}

/** @throws ServerProblem 'quota' where the announced bytes leave less than the reserve on the disk of the folder */
export async function assertDiskHasRoom(
  folder: string,
  sizeBytes: number,
  { reserveBytes }: UploadLimits,
): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < sizeBytes + reserveBytes) throw new ServerProblem('quota')
}

/** @throws ServerProblem 'quota' where the station has begun as much as it may */
export function assertWithinLimits(
  begun: readonly { readonly sizeBytes: number }[],
  sizeBytes: number,
  limits: UploadLimits,
): void {
  const announcedBytes = begun.reduce((sum, upload) => sum + upload.sizeBytes, sizeBytes)
  if (begun.length >= limits.uploads || announcedBytes > limits.bytes) throw new ServerProblem('quota')
}
