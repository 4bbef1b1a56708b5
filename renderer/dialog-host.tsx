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
import { PagesFormDialog } from './features/intake/pages-form-dialog.tsx'
import { SecretStopDialog } from './features/intake/secret-stop-dialog.tsx'
import { StatementDialog } from './features/intake/statement-dialog.tsx'
import { JobsDialog } from './features/jobs/jobs-dialog.tsx'
import { ExportJournalDialog } from './features/journal/export-journal-dialog.tsx'
import { BulkDialog } from './features/lists/bulk-dialog.tsx'
import { ColumnsDialog } from './features/lists/columns-dialog.tsx'
import { ExportListDialog } from './features/lists/export-dialog.tsx'
import { ViewDialog } from './features/lists/view-dialog.tsx'
import { CheckDialog } from './features/packages/check-dialog.tsx'
import { PackagesDialog } from './features/packages/packages-dialog.tsx'
import { PlanDialog } from './features/plan/plan-dialog.tsx'
import { TargetDialog } from './features/progress/target-dialog.tsx'
import { PaperDialog } from './features/review/paper-dialog.tsx'
import { SureDialog } from './features/review/sure-dialog.tsx'
import { PasteAnywhere } from './features/scan/paste-anywhere.tsx'
import { PasteDialog } from './features/scan/paste-dialog.tsx'
import { ScanDialog } from './features/scan/scan-dialog.tsx'
import { DiscardSampleDialog } from './features/settings/discard-sample-dialog.tsx'
import { ShortcutDialog } from './features/settings/shortcut-dialog.tsx'
import { CommandPalette } from './features/shell/command-palette.tsx'
import { SyncSettingDialog } from './features/sync/sync-setting-dialog.tsx'
import { UpdateDialog } from './features/update/update-dialog.tsx'
import { UserDialog } from './features/users/user-dialog.tsx'
import { ViewerLayer } from './features/viewer/viewer-layer.tsx'
import { WatchDialog } from './features/watch/watch-dialog.tsx'
import { DialogGuard } from './parts/screen-guard.tsx'
import type { Dialog } from './state/view.ts'

const dialogs: { readonly [K in Dialog['kind']]: (dialog: Extract<Dialog, { kind: K }>) => ReactNode } = {
  palette: () => <CommandPalette />,
  jobs: () => <JobsDialog />,
  shortcut: (dialog) => <ShortcutDialog command={dialog.command} />,
  'discard-sample': () => <DiscardSampleDialog />,
  connect: () => <ConnectDialog />,
  'sync-setting': () => <SyncSettingDialog />,
  reopen: (dialog) => <ReopenDialog caseFile={dialog.caseFile} />,
  target: () => <TargetDialog />,
  bulk: (dialog) => <BulkDialog list={dialog.list} />,
  'export-list': (dialog) => <ExportListDialog list={dialog.list} />,
  'list-columns': (dialog) => <ColumnsDialog list={dialog.list} />,
  'keep-view': (dialog) => <ViewDialog list={dialog.list} />,
  'export-journal': () => <ExportJournalDialog />,
  forms: (dialog) => <FormsDialog requests={dialog.requests} />,
  plan: (dialog) => <PlanDialog form={dialog.form} />,
  closing: (dialog) => <ClosingDialog caseFile={dialog.caseFile} />,
  exclude: (dialog) => <ExcludeDialog file={dialog.file} />,
  packages: (dialog) => <PackagesDialog chosen={dialog.chosen} />,
  'check-packages': () => <CheckDialog />,
  bags: (dialog) => <BagDialog way={dialog.way} />,
  update: () => <UpdateDialog />,
  deposit: () => <DepositDialog />,
  user: (dialog) => <UserDialog form={dialog.form} />,
  assemble: (dialog) => <AssembleDialog form={dialog.form} />,
  paper: (dialog) => <PaperDialog what={dialog.what} document={dialog.document} />,
  'schedule-row': (dialog) => <ScheduleRowDialog placed={dialog.row} />,
  statement: (dialog) => <StatementDialog paths={dialog.paths} />,
  'secret-stop': () => <SecretStopDialog />,
  scan: () => <ScanDialog />,
  paste: (dialog) => <PasteDialog pictures={dialog.pictures} />,
  watch: () => <WatchDialog />,
  isolated: (dialog) => <IsolatedDialog id={dialog.id} />,
  pages: (dialog) => <PagesFormDialog form={dialog.form} batch={dialog.batch} />,
  sure: () => <SureDialog />,
}

/** The document that is viewed, and above it the one dialog that is open, if one is. */
export function DialogHost() {
  return (
    <>
      <PasteAnywhere />
      <ViewerLayer />
      <OpenDialog />
    </>
  )
}

function OpenDialog() {
  const dialog = useApp((state) => state.dialog)
  const close = useApp((state) => state.closeDialog)
  if (dialog === null) return null
  // The kind of the dialog picks the entry for that kind, which an index by a union cannot express.
  const show = dialogs[dialog.kind] as (dialog: Dialog) => ReactNode
  return (
    <DialogGuard key={dialog.kind} onLeave={close}>
      {show(dialog)}
    </DialogGuard>
  )
}
