import { open, rm } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../domain/fault.ts'
import type { FormModel } from '../../domain/forms/form-model.ts'
import { errorCode, mediumFault } from '../../domain/medium-fault.ts'
import { formWorkbook } from './form-workbook.ts'
import { renderForm } from './render-form.ts'

export interface FormFile {
  readonly format: 'pdf' | 'xlsx'
  readonly folder: string
  readonly name: string
  readonly createdAt: Date
}

/** Writes a form to a file of its own and brings it to the medium. @throws Fault 'conflict' reason `name-exists`, and of the folder */
export async function saveForm(
  form: FormModel,
  { format, folder, name, createdAt }: FormFile,
): Promise<void> {
  const bytes = await (format === 'pdf' ? renderForm(form, createdAt) : formWorkbook(form, createdAt))
  const file = path.join(folder, name)
  try {
    const handle = await open(file, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } catch (error) {
      await rm(file, { force: true })
      throw error
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      throw new Fault('conflict', `${name} is there already`, { detail: { reason: 'name-exists', name } })
    }
    throw mediumFault(error)
  }
}
