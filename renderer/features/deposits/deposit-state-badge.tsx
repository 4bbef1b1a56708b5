import { CircleCheck, CloudCheck, CloudUpload, HardDrive, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DepositState } from '../../state/deposit-state.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Explained } from '../../ui/tooltip.tsx'

const looks: Readonly<Record<DepositState, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  saved: { tone: 'neutral', icon: <HardDrive /> },
  sending: { tone: 'info', icon: <CloudUpload /> },
  sent: { tone: 'accent', icon: <CloudCheck /> },
  accepted: { tone: 'ok', icon: <CircleCheck /> },
  returned: { tone: 'danger', icon: <Undo2 /> },
}

/** How far a deposit has come; on hover or focus what that means. */
export function DepositStateBadge({ state }: { readonly state: DepositState }) {
  const { t } = useTranslation()
  return (
    <Explained text={t(`deposit-state.${state}.meaning`)}>
      <Badge tone={looks[state].tone} icon={looks[state].icon}>
        {t(`deposit-state.${state}.word`)}
      </Badge>
    </Explained>
  )
}
