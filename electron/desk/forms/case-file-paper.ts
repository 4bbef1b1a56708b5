import type { Authority } from '../../../domain/authority.ts'
import { closingFigures } from '../../../domain/closing.ts'
import { contentsList } from '../../../domain/contents-list.ts'
import {
  type CaseFilePaper,
  closingForm,
  contentsForm,
  coverForm,
} from '../../../domain/forms/case-file-forms.ts'
import type { FormModel } from '../../../domain/forms/form-model.ts'
import type { RecordId } from '../../../domain/op.ts'
import { fileCode } from '../../../domain/records/case-file.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import { numberSheets } from '../../../domain/sheet-numbering.ts'
import { contentsOf } from '../contents.ts'
import type { FormPorts } from './list-papers.ts'

const forms = { cover: coverForm, contents: contentsForm, closing: closingForm } as const

/** A form of one case file. @throws Fault 'not-found' */
export function caseFileForm(ports: FormPorts, kind: keyof typeof forms, id: RecordId): FormModel {
  return forms[kind](paperOf(ports, id))
}

function paperOf({ records, authority }: FormPorts, id: RecordId): CaseFilePaper {
  const contents = contentsOf(records, id)
  const { file, documents } = contents
  // Only the id of a fonds is ever written into the cell.
  const fonds = fondsView(records.record(file.fonds as RecordId))
  const lists = authority()
  return {
    file,
    fonds,
    fileCode: fileCode(fonds.agencyCode, file),
    contents: contentsList(contents, numberSheets(documents), lists.documentTypes.entries),
    figures: closingFigures(contents),
    retention: retentionName(lists, file.retention),
    condition: conditionName(lists, file.extra['format'] ?? ''),
  }
}

export function retentionName({ retentions }: Pick<Authority, 'retentions'>, code: string): string {
  return retentions.entries.find((entry) => entry.code === code)?.name ?? code
}

function conditionName({ lists }: Authority, code: string): string {
  return lists.entries.physicalStates.find((entry) => entry.code === code)?.name ?? code
}
