import { constants } from 'node:os'
import { Fault } from '../../domain/fault.ts'

const { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT } = constants.signals
const crashes: readonly number[] = [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT]
/** Shells and Node add it to the number of a signal; systems set it where a process left its memory behind. */
const SIGNAL_BIT = 128
/** From here on Windows numbers the faults of a program. */
const WINDOWS_FAULT = 0xc0000000

/**
 * Why a reader is gone. A decoder that falls over a file is a matter of the file, and would fall again; what else ends a
 * reader (too little memory, somebody who ended it) is not.
 * @param code of the exit: a number of the system, or of the signal with or without 128
 */
export function deathOf(code: number | null): Fault {
  const isFault = code !== null && code >>> 0 >= WINDOWS_FAULT
  const isCrash = code !== null && code < 2 * SIGNAL_BIT && crashes.includes(code % SIGNAL_BIT) && code !== 0
  if (isFault || isCrash) return new Fault('file-corrupt', `a decoder fell over the file, exit ${code}`)
  return new Fault('reader-died', `a reader process ended with ${code}`)
}
