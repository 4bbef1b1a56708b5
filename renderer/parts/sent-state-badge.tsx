import { CircleCheck, CloudCheck, CloudUpload, HardDrive, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DepositState } from '../state/deposit-state.ts'
import { Badge, type Tone } from '../ui/badge.tsx'
import { Explained } from '../ui/tooltip.tsx'

const looks: Readonly<Record<DepositState, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  saved: { tone: 'neutral', icon: <HardDrive /> },
  sending: { tone: 'info', icon: <CloudUpload /> },
  sent: { tone: 'accent', icon: <CloudCheck /> },
  accepted: { tone: 'ok', icon: <CircleCheck /> },
  returned: { tone: 'danger', icon: <Undo2 /> },
}

/** How far something has come on its way to the province, in the same words everywhere; what they mean on hover and focus. */
export function SentStateBadge({ state }: { readonly state: DepositState }) {
  const { t } = useTranslation()
  return (
    <Explained text={t(`deposit-state.${state}.meaning`)}>
      <Badge tone={looks[state].tone} icon={looks[state].icon}>
        {t(`deposit-state.${state}.word`)}
      </Badge>
    </Explained>
  )
}
