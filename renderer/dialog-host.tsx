import { useApp } from './app-store.ts'
import { ConnectDialog } from './features/deposits/connect-dialog.tsx'
import { DepositDialog } from './features/deposits/deposit-dialog.tsx'
import { ReopenDialog } from './features/files/reopen-dialog.tsx'
import { IsolatedDialog } from './features/intake/isolated-dialog.tsx'
import { SecretStopDialog } from './features/intake/secret-stop-dialog.tsx'
import { StatementDialog } from './features/intake/statement-dialog.tsx'
import { PaperDialog } from './features/review/paper-dialog.tsx'
import { PageDialog } from './features/search/page-dialog.tsx'
import { CommandPalette } from './features/shell/command-palette.tsx'
import { UserDialog } from './features/users/user-dialog.tsx'

/** The one dialog that is open, if one is. */
export function DialogHost() {
  const dialog = useApp((state) => state.dialog)
  if (dialog === null) return null
  switch (dialog.kind) {
    case 'palette':
      return <CommandPalette />
    case 'connect':
      return <ConnectDialog />
    case 'reopen':
      return <ReopenDialog caseFile={dialog.caseFile} />
    case 'deposit':
      return <DepositDialog chosen={dialog.chosen} />
    case 'user':
      return <UserDialog form={dialog.form} />
    case 'paper':
      return <PaperDialog what={dialog.what} document={dialog.document} />
    case 'statement':
      return <StatementDialog paths={dialog.paths} />
    case 'secret-stop':
      return <SecretStopDialog />
    case 'isolated':
      return <IsolatedDialog id={dialog.id} />
    case 'page':
      return <PageDialog document={dialog.document} page={dialog.page} text={dialog.text} />
  }
}
