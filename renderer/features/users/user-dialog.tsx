import type { UserForm } from '../../state/view.ts'
import { AddUserDialog } from './add-user-dialog.tsx'
import { ChangePassphraseDialog } from './change-passphrase-dialog.tsx'
import { NewSheetDialog } from './new-sheet-dialog.tsx'
import { ProvinceKeyDialog } from './province-key-dialog.tsx'
import { RemoveUserDialog } from './remove-user-dialog.tsx'
import { ResetPassphraseDialog } from './reset-passphrase-dialog.tsx'

/** The form about users or keys that is open. */
export function UserDialog({ form }: { readonly form: UserForm }) {
  switch (form.kind) {
    case 'add':
      return <AddUserDialog />
    case 'change-passphrase':
      return <ChangePassphraseDialog />
    case 'new-sheet':
      return <NewSheetDialog />
    case 'province-key':
      return <ProvinceKeyDialog />
    case 'reset-passphrase':
      return <ResetPassphraseDialog user={form.user} name={form.name} />
    case 'remove':
      return <RemoveUserDialog user={form.user} name={form.name} />
  }
}
