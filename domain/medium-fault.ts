import { Fault, type FaultCode } from './fault.ts'

/** What a medium answers, and what is told of it. FAT32 holds no file of 4 GB or more. */
const faults: Readonly<Record<string, FaultCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'file-too-large',
  EACCES: 'no-rights',
  EPERM: 'no-rights',
  EROFS: 'no-rights',
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EIO: 'medium-lost',
  ENODEV: 'medium-lost',
  ENXIO: 'medium-lost',
}

/** The fault of a folder that does not take what is written into it, detail reason `export`; any other error as it is. */
export function mediumFault(error: unknown): unknown {
  const code = faults[errorCode(error)]
  if (error instanceof Fault || code === undefined) return error
  return new Fault(code, 'the folder does not take the file', { detail: { reason: 'export' }, cause: error })
}

/** The code that the system gave an error; '' where it gave none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
