import type { AssembleApi, PrintedLabels } from '../../../domain/assemble-api.ts'
import { Fault } from '../../../domain/fault.ts'
import { boxLabels, type Label, separatorSheets } from '../../../domain/labels.ts'
import type { RecordId } from '../../../domain/op.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { existingCaseFile } from '../contents.ts'
import { isoNow, type Records, type Surroundings } from '../ports.ts'

/** Writes a PDF of labels into a folder. @throws Fault of the folder */
export type WriteLabels = (request: {
  readonly folder: string
  /** With its ending. */
  readonly file: string
  readonly labels: readonly Label[]
  /** ISO 8601 instant. */
  readonly at: string
}) => Promise<void>

export interface LabelPorts {
  readonly records: Records
  readonly surroundings: Pick<Surroundings, 'clock'>
  readonly writeLabels: WriteLabels
}

/** Writes labels into a file of a folder, named by what they are and the instant. */
export function createLabelPrinter({ surroundings, writeLabels }: LabelPorts) {
  return async (folder: string, name: string, labels: readonly Label[]): Promise<PrintedLabels> => {
    const at = isoNow(surroundings.clock)
    const file = `${name}-${at.slice(0, 19).replace(/[:T]/g, '-')}.pdf`
    await writeLabels({ folder, file, labels, at })
    return { folder, file, pages: labels.length }
  }
}

/** Most sheets that are printed at once. */
const MOST_SHEETS = 1000

/** Box labels and separator sheets, as files to be printed. */
export function labelHandlers(
  ports: LabelPorts,
): Handlers<Pick<AssembleApi, 'printBoxLabels' | 'printSeparators'>> {
  const { records } = ports
  const print = createLabelPrinter(ports)
  return {
    printBoxLabels: async ({ caseFiles, folder }) => {
      const files = caseFiles.map((id) => existingCaseFile(records, id))
      const [first] = files
      const labels = boxLabels(files, first === undefined ? '' : fondsOf(records, first.fonds).agencyName)
      if (labels.length === 0)
        throw new Fault('invalid-input', 'none of the case files lies in a box', {
          detail: { reason: 'no-box' },
        })
      return print(folder, 'nhan-hop', labels)
    },
    printSeparators: async ({ caseFiles, ordinals, folder }) => {
      const labels = caseFiles.flatMap((id) => {
        const file = existingCaseFile(records, id)
        return separatorSheets(file, fondsOf(records, file.fonds), ordinals)
      })
      if (labels.length === 0 || labels.length > MOST_SHEETS)
        throw new Fault('invalid-input', `${labels.length} sheets`, { detail: { reason: 'sheets' } })
      return print(folder, 'to-phan-cach', labels)
    },
  }
}

function fondsOf({ record }: Records, fonds: string) {
  // Only the id of a fonds is ever written into the cell.
  return fondsView(record(fonds as RecordId))
}
