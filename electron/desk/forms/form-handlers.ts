import { plainName } from '../../../domain/export-name.ts'
import { Fault } from '../../../domain/fault.ts'
import type { FormModel } from '../../../domain/forms/form-model.ts'
import type { FormFormat, FormRequest, FormsApi } from '../../../domain/forms-api.ts'
import { caseFileView } from '../../../domain/records/case-file.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { isoNow } from '../ports.ts'
import { caseFileForm } from './case-file-paper.ts'
import { type FormPorts, listForm, notDeletedFiles } from './list-papers.ts'

/** Writes a form as a file; nothing half-written stays. @throws Fault of the folder */
export type SaveForm = (
  form: FormModel,
  to: {
    readonly format: FormFormat
    readonly folder: string
    readonly name: string
    readonly createdAt: Date
  },
) => Promise<void>

/** The law's forms, made of what the records say now. */
export function formHandlers(ports: FormPorts & { readonly save: SaveForm }): Handlers<FormsApi> {
  return {
    makeForm: async ({ form: request, format, folder }) => {
      if (format === 'xlsx' && !isList(request)) {
        throw new Fault('invalid-input', `${request.kind} is no list`, { detail: { reason: 'format' } })
      }
      const form = modelOf(ports, request)
      const name = `${plainName(form.title)}.${format}`
      const createdAt = new Date(isoNow(ports.surroundings.clock))
      await ports.save(form, { format, folder, name, createdAt })
      return { folder, file: name }
    },
    makers: async () => {
      const names = notDeletedFiles(ports.records).map((id) => caseFileView(ports.records.record(id)).maker)
      return [...new Set(names.filter(Boolean))].sort(byVietnamese.compare)
    },
  }
}

const byVietnamese = new Intl.Collator('vi')

/** Lists can go on in a workbook; a cover cannot. */
function isList({ kind }: FormRequest): boolean {
  return kind !== 'cover' && kind !== 'closing' && kind !== 'hand-over'
}

function modelOf(ports: FormPorts, request: FormRequest): FormModel {
  return 'caseFile' in request
    ? caseFileForm(ports, request.kind, request.caseFile)
    : listForm(ports, request)
}
