import type { ReactNode } from 'react'
import { useApp } from './app-store.ts'
import { AssembleDialog } from './features/assemble/assemble-dialog.tsx'
import { ScheduleRowDialog } from './features/authority/schedule-row-dialog.tsx'
import { BagDialog } from './features/bags/bag-dialog.tsx'
import { ClosingDialog } from './features/complete/closing-dialog.tsx'
import { ExcludeDialog } from './features/complete/exclude-dialog.tsx'
import { ConnectDialog } from './features/deposits/connect-dialog.tsx'
import { DepositDialog } from './features/deposits/deposit-dialog.tsx'
import { ReopenDialog } from './features/files/reopen-dialog.tsx'
import { FormsDialog } from './features/forms/forms-dialog.tsx'
import { IsolatedDialog } from './features/intake/isolated-dialog.tsx'
import { SecretStopDialog } from './features/intake/secret-stop-dialog.tsx'
import { StatementDialog } from './features/intake/statement-dialog.tsx'
import { CheckDialog } from './features/packages/check-dialog.tsx'
import { PackagesDialog } from './features/packages/packages-dialog.tsx'
import { PlanDialog } from './features/plan/plan-dialog.tsx'
import { TargetDialog } from './features/progress/target-dialog.tsx'
import { PaperDialog } from './features/review/paper-dialog.tsx'
import { PageDialog } from './features/search/page-dialog.tsx'
import { CommandPalette } from './features/shell/command-palette.tsx'
import { SyncSettingDialog } from './features/sync/sync-setting-dialog.tsx'
import { UserDialog } from './features/users/user-dialog.tsx'
import type { Dialog } from './state/view.ts'

const dialogs: { readonly [K in Dialog['kind']]: (dialog: Extract<Dialog, { kind: K }>) => ReactNode } = {
  palette: () => <CommandPalette />,
  connect: () => <ConnectDialog />,
  'sync-setting': () => <SyncSettingDialog />,
  reopen: (dialog) => <ReopenDialog caseFile={dialog.caseFile} />,
  target: () => <TargetDialog />,
  forms: (dialog) => <FormsDialog requests={dialog.requests} />,
  plan: (dialog) => <PlanDialog form={dialog.form} />,
  closing: (dialog) => <ClosingDialog caseFile={dialog.caseFile} />,
  exclude: (dialog) => <ExcludeDialog file={dialog.file} />,
  packages: (dialog) => <PackagesDialog chosen={dialog.chosen} />,
  'check-packages': () => <CheckDialog />,
  bags: (dialog) => <BagDialog way={dialog.way} />,
  deposit: () => <DepositDialog />,
  user: (dialog) => <UserDialog form={dialog.form} />,
  assemble: (dialog) => <AssembleDialog form={dialog.form} />,
  paper: (dialog) => <PaperDialog what={dialog.what} document={dialog.document} />,
  'schedule-row': (dialog) => <ScheduleRowDialog placed={dialog.row} />,
  statement: (dialog) => <StatementDialog paths={dialog.paths} />,
  'secret-stop': () => <SecretStopDialog />,
  isolated: (dialog) => <IsolatedDialog id={dialog.id} />,
  page: (dialog) => <PageDialog document={dialog.document} page={dialog.page} text={dialog.text} />,
}

/** The one dialog that is open, if one is. */
export function DialogHost() {
  const dialog = useApp((state) => state.dialog)
  if (dialog === null) return null
  // The kind of the dialog picks the entry for that kind, which an index by a union cannot express.
  const show = dialogs[dialog.kind] as (dialog: Dialog) => ReactNode
  return show(dialog)
}
