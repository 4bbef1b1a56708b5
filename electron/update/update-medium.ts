import { Fault } from '../../domain/fault.ts'
import { errorCode } from '../../domain/medium-fault.ts'
import { type UpdateRefusal, updateFault } from '../../domain/update/update-refusal.ts'

const refusals: Readonly<Record<string, UpdateRefusal>> = {
  ENOSPC: 'room',
  EDQUOT: 'room',
  EACCES: 'rights',
  EPERM: 'rights',
  EROFS: 'rights',
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'file',
  EIO: 'lost',
  ENODEV: 'lost',
  ENXIO: 'lost',
  ESTALE: 'lost',
  EBADF: 'lost',
  UNKNOWN: 'lost',
}

/** Runs work with a stick or the disk so that what the system says of it becomes a fault; any other error as it is. */
export async function withMedium<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw mediumFault(error)
  }
}

function mediumFault(error: unknown): unknown {
  const refusal = refusals[errorCode(error)]
  if (error instanceof Fault || refusal === undefined) return error
  return updateFault(refusal, `the system said ${errorCode(error)}`, { cause: error })
}

/** The same for the list of a zip, where what the system did not say is that the list makes no sense. */
export async function withZip<T>(refusal: 'file' | 'cut' | 'shape', work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const told = mediumFault(error)
    if (told instanceof Fault || errorCode(error) !== '') throw told
    throw updateFault(refusal, 'its parts cannot be read', { cause: error })
  }
}

/** @throws Fault 'cancelled' */
export function assertGoesOn(signal: AbortSignal): void {
  if (signal.aborted) throw new Fault('cancelled', 'the update was cancelled')
}
