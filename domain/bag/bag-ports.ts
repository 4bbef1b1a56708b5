import { Fault, type FaultCode } from '../fault.ts'
import { errorCode } from '../medium-fault.ts'

export interface DiskEntry {
  readonly name: string
  /** Neither a file nor a folder: a link, a device. */
  readonly kind: 'file' | 'folder' | 'other'
  /** 0 of what is no file. */
  readonly sizeBytes: number
}

export interface DiskWriter {
  write(bytes: Uint8Array): Promise<void>
  /** Brings the bytes to the medium. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** The medium of a bag, with '/' between folders on every system. Errors are those of the system, with its codes. */
export interface BagDisk {
  /** Never follows a link. @param most so many entries, and one more to tell that there are more */
  list(folder: string, most: number): Promise<readonly DiskEntry[]>
  /** A folder that is not there yet. */
  makeFolder(folder: string): Promise<void>
  /** A file that is not there yet. */
  create(file: string): Promise<DiskWriter>
  /** The bytes in order, at most 64 KiB at a time; never follows a link. */
  read(file: string): AsyncIterable<Uint8Array>
  syncFolder(folder: string): Promise<void>
  /** With all that is in it; nothing where there is none. */
  remove(folder: string): Promise<void>
  freeBytes(folder: string): Promise<number>
}

/** What a bag needs of cryptography. */
export interface BagCrypto {
  /** SHA-256. */
  hash(): { update(bytes: Uint8Array): unknown; hex(): string }
  /** To the receivers of the bags that are written, in the age format. */
  seal(plain: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
  /** With the own key. @throws Fault 'damaged' where it was altered or sealed to others */
  unseal(sealed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
  sign(text: string): string
  isSigned(key: string, text: string, signature: string): boolean
  encode(text: string): Uint8Array
  /** @throws TypeError for what is no UTF-8 */
  decode(bytes: Uint8Array): string
  randomHex(bytes: number): string
  /** Own raw Ed25519 public key, base64url. */
  readonly publicKey: string
}

const mediumFaults: Readonly<Record<string, FaultCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'file-too-large',
  EACCES: 'no-rights',
  EPERM: 'no-rights',
  EROFS: 'no-rights',
  ENOENT: 'medium-lost',
  ENOTDIR: 'medium-lost',
  EIO: 'medium-lost',
  ENODEV: 'medium-lost',
  ENXIO: 'medium-lost',
  ESTALE: 'medium-lost',
  EBADF: 'medium-lost',
  UNKNOWN: 'medium-lost',
}

/** The fault of a stick that was pulled, is full or does not take a file, detail reason `bag`; any other error as it is. */
function stickFault(error: unknown): unknown {
  const code = mediumFaults[errorCode(error)]
  if (error instanceof Fault || code === undefined) return error
  return new Fault(code, `the medium of a bag: ${errorCode(error)}`, {
    detail: { reason: 'bag' },
    cause: error,
  })
}

/** Runs work with a stick so that what the system says of it becomes a fault. */
export async function withStick<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw stickFault(error)
  }
}

/** Bytes of a stick as they come; what the system says of it becomes a fault. */
export async function* fromStick(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    throw stickFault(error)
  }
}

/** @throws Fault 'cancelled' */
export function assertNotStopped(signal: { readonly aborted: boolean }): void {
  if (signal.aborted) throw new Fault('cancelled', 'the hand-over was cancelled')
}
