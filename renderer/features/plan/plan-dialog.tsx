import type { ReactNode } from 'react'
import type { PlanForm } from '../../state/plan-state.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { CloseFondsDialog } from './close-fonds-dialog.tsx'
import { CopyDialog } from './copy-dialog.tsx'
import { FondsDialog } from './fonds-dialog.tsx'
import { HeadDialog } from './head-dialog.tsx'
import { HeadingDialog } from './heading-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { ImportIssuersDialog } from './import-issuers-dialog.tsx'
import { IssuerDialog } from './issuer-dialog.tsx'
import { OutsideDialog } from './outside-dialog.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

const forms: { readonly [K in PlanForm['kind']]: (form: Extract<PlanForm, { kind: K }>) => ReactNode } = {
  fonds: (form) => <FondsDialog fonds={form.fonds} />,
  'close-fonds': (form) => <CloseFondsDialog fonds={form.fonds} />,
  approve: () => <ApproveDialog />,
  withdraw: () => <WithdrawDialog />,
  copy: () => <CopyDialog />,
  outside: () => <OutsideDialog />,
  heading: (form) => <HeadingDialog heading={form.heading} />,
  import: (form) => <ImportDialog preview={form.preview} />,
  'import-issuers': (form) => <ImportIssuersDialog preview={form.preview} />,
  head: (form) => <HeadDialog file={form.file} field={form.field ?? 'title'} />,
  issuer: (form) => <IssuerDialog issuer={form.issuer} />,
}

/** The forms about the plan, the fonds and the issuers. */
export function PlanDialog({ form }: { readonly form: PlanForm }) {
  // The kind of the form picks the entry for that kind, which an index by a union cannot express.
  const show = forms[form.kind] as (form: PlanForm) => ReactNode
  return show(form)
}
