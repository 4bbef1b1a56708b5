import type { PagesForm } from '../../state/batch-desk-state.ts'
import { MovePagesDialog } from './move-pages-dialog.tsx'
import { PatchSheetsDialog } from './patch-sheets-dialog.tsx'
import { SeparationDialog } from './separation-dialog.tsx'

/** The forms about the pages of a batch. */
export function PagesFormDialog({
  form,
  batch,
}: {
  readonly form: PagesForm
  readonly batch: string | null
}) {
  if (form === 'move') return <MovePagesDialog />
  if (form === 'patch-sheets') return <PatchSheetsDialog />
  return batch === null ? null : <SeparationDialog batch={batch} />
}
