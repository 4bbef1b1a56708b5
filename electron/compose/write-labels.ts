import type { WriteLabels } from '../desk/assemble/label-handlers.ts'
import { createNewFiles } from '../digitise/output/new-file.ts'
import { labelsPdf } from '../forms/labels/labels-pdf.ts'

/** Joins the drawing of labels with the writing of whole files. */
export const writeLabels: WriteLabels = async ({ folder, file, labels, at }) => {
  const bytes = await labelsPdf(labels, new Date(at))
  await createNewFiles(folder).write(file, (write) => write(bytes))
}
