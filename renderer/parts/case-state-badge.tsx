import { FolderCheck, FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseState } from '../../domain/records/case-file.ts'
import { useApp } from '../app-store.ts'
import { readyValue } from '../state/attempt.ts'
import { type DepositState, depositState } from '../state/deposit-state.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { SentStateBadge } from './sent-state-badge.tsx'

const looks: Readonly<Record<'open' | 'closed', { readonly tone: Tone; readonly icon: ReactNode }>> = {
  open: { tone: 'info', icon: <FolderOpen /> },
  closed: { tone: 'accent', icon: <FolderCheck /> },
}

/** How far a case file has come; once it is handed over, how far it has come on its way to the province. */
export function CaseStateBadge({ state }: { readonly state: CaseState }) {
  const { t } = useTranslation()
  const sync = useApp((app) => readyValue(app.sync))
  if (state === 'open' || state === 'closed') {
    return (
      <Badge tone={looks[state].tone} icon={looks[state].icon}>
        {t(`case-state.${state}`)}
      </Badge>
    )
  }
  const sent: DepositState = state === 'deposited' ? depositState({ outcome: null }, sync) : state
  return <SentStateBadge state={sent} />
}
