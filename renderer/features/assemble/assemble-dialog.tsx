import type { AssembleForm } from '../../state/assemble-state.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { PagesDialog } from './pages-dialog.tsx'
import { PlaceDialog } from './place-dialog.tsx'
import { SeparatorsDialog } from './separators-dialog.tsx'
import { SheetsDialog } from './sheets-dialog.tsx'

/** The form with which a case file is put together now. */
export function AssembleDialog({ form }: { readonly form: AssembleForm }) {
  switch (form.kind) {
    case 'move':
      return <MoveDialog documents={form.documents} />
    case 'merge':
      return <MergeDialog documents={form.documents} />
    case 'sheets':
      return <SheetsDialog document={form.document} />
    case 'note':
      return <NoteDialog id={form.id} name={form.name} note={form.note} />
    case 'place':
      return <PlaceDialog caseFiles={form.caseFiles} place={form.place} />
    case 'separators':
      return <SeparatorsDialog caseFiles={form.caseFiles} documents={form.documents} />
    case 'pages':
      return <PagesDialog />
  }
}
