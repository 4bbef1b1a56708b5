import { Archive, CircleCheck, FolderCheck, FolderOpen, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseState } from '../../domain/records/case-file.ts'
import { Badge, type Tone } from '../ui/badge.tsx'

const looks: Readonly<Record<CaseState, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  open: { tone: 'info', icon: <FolderOpen /> },
  closed: { tone: 'accent', icon: <FolderCheck /> },
  deposited: { tone: 'neutral', icon: <Archive /> },
  returned: { tone: 'danger', icon: <Undo2 /> },
  accepted: { tone: 'ok', icon: <CircleCheck /> },
}

/** How far a case file has come. */
export function CaseStateBadge({ state }: { readonly state: CaseState }) {
  const { t } = useTranslation()
  return (
    <Badge tone={looks[state].tone} icon={looks[state].icon}>
      {t(`case-state.${state}`)}
    </Badge>
  )
}
