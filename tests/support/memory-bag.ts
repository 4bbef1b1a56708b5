import type { BagApi, BagsRead } from '../../domain/bag-api.ts'
import { Fault } from '../../domain/fault.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'

/**
 * Writes and reads nothing; tells what the real engine would. The name of a folder says what becomes of it: one named
 * `đầy` is full, `rút` is pulled, `trống` holds no answer, `lẫn` holds one of another commune as well, beside `mới` lies an update.
 */
export function bagHandlers({ emit }: MemoryParts): Handlers<BagApi> {
  const tell = (way: 'write' | 'read'): void =>
    emit({
      name: 'bagsProgress',
      payload: { way, part: 2, parts: 3, bytesDone: 1_048_576, bytesTotal: 3_145_728, secondsLeft: 20 },
    })
  const refuse = (folder: string): void => {
    const detail = { reason: 'bag' }
    if (folder.endsWith('đầy')) throw new Fault('disk-full', 'full', { detail })
    if (folder.endsWith('rút')) throw new Fault('medium-lost', 'pulled', { detail })
    if (folder.endsWith('trống')) throw new Fault('not-found', 'no bag', { detail })
  }
  return {
    writeBags: async ({ folder }) => {
      tell('write')
      refuse(folder)
      const names = [1, 2, 3].map((part) => `hsx-up-H27.38.05-20260105-0123456789abcdef-${part}`)
      return { names, files: 40, sizeBytes: 1_288_490_189, ops: 210, blobs: 30, absentBlobs: 1 }
    },
    readBags: async ({ folder }) => {
      tell('read')
      refuse(folder)
      const foreign: BagsRead['bags'][number] = {
        name: 'hsx-down-H27.38.06-20260105-fedcba9876543210-1',
        refusal: { code: 'forbidden', detail: { reason: 'bag-commune' } },
      }
      const own = { name: 'hsx-down-H27.38.05-20260105-0123456789abcdef-1', refusal: null }
      return {
        bags: folder.endsWith('lẫn') ? [own, foreign] : [own],
        ops: 12,
        blobs: 0,
        receipts: 1,
        refusedOps: null,
        waitingBatches: 0,
        update: folder.endsWith('mới')
          ? { path: `${folder}/ho-so-xa-cap-nhat/a.hoso`, version: '0.2.0', sizeBytes: 104_857_600 }
          : null,
      }
    },
    cancelBags: async () => null,
  }
}
