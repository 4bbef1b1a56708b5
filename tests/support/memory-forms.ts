import { Fault } from '../../domain/fault.ts'
import type { FormsApi } from '../../domain/forms-api.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'

/** Makes no paper; says where it would lie. A folder named `đầy` is full. */
export function formHandlers({ vault }: Pick<MemoryParts, 'vault'>): Handlers<FormsApi> {
  return {
    makeForm: async ({ form, format, folder }) => {
      if (folder.endsWith('đầy')) throw new Fault('disk-full', 'full', { detail: { reason: 'export' } })
      return { folder, file: `${form.kind}.${format}` }
    },
    makers: async () => [...new Set(vault.caseFiles.map(({ maker }) => maker).filter(Boolean))],
  }
}
