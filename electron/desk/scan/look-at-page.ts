import { Fault } from '../../../domain/fault.ts'
import type { SecretMark } from '../../../domain/secret-mark.ts'
import type { Reader } from '../reader.ts'

/** What was seen on a page that is in memory alone. */
export type LookedPage =
  | { readonly kind: 'marked'; readonly mark: SecretMark }
  | {
      readonly kind: 'clear'
      readonly isBlank: boolean
      readonly sheet: string | null
      readonly isUnseen: boolean
    }

interface Look {
  readonly bytes: Uint8Array
  /** A person found the mark on it to be none. */
  readonly isCleared: boolean
  readonly signal: AbortSignal
}

/** A page that cannot be drawn hides nothing that this program could show. */
const ofPage: readonly Fault['code'][] = ['reader-died', 'file-too-large']

/** Looks at a page before anything of it is kept. @throws Fault 'file-corrupt' for a picture that is none */
export async function lookAtPage(reader: Reader, { bytes, isCleared, signal }: Look): Promise<LookedPage> {
  const open = await reader.openSource(inMemory(bytes), signal)
  try {
    const mark = isCleared ? null : await open.lookForSecret(0, signal)
    if (mark !== null) return { kind: 'marked', mark }
    const isBlank = await open.isBlank(0, signal)
    return { kind: 'clear', isBlank, sheet: await open.readSeparator(0, signal), isUnseen: false }
  } catch (error) {
    if (signal.aborted || !(error instanceof Fault && ofPage.includes(error.code))) throw error
    return { kind: 'clear', isBlank: false, sheet: null, isUnseen: true }
  } finally {
    await open.close()
  }
}

/** Bytes as a file that a reader looks into. */
export function inMemory(bytes: Uint8Array) {
  return {
    name: '',
    sizeBytes: bytes.length,
    read: async (offset: number, length: number) => bytes.slice(offset, offset + length),
    close: async () => {},
  }
}
