import { CircleCheck, CircleDashed, Eye } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Certainty } from '../../../domain/doubt.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'

const looks: Readonly<Record<Certainty, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  sure: { tone: 'ok', icon: <CircleCheck /> },
  doubt: { tone: 'warn', icon: <Eye /> },
  empty: { tone: 'neutral', icon: <CircleDashed /> },
}

/** How far a field can be trusted. */
export function CertaintyBadge({ certainty }: { readonly certainty: Certainty }) {
  const { t } = useTranslation()
  return (
    <Badge tone={looks[certainty].tone} icon={looks[certainty].icon}>
      {t(`review.certainty.${certainty}`)}
    </Badge>
  )
}

/** How many fields of a document are to be looked at. */
export function DoubtBadge({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  const look = looks[count === 0 ? 'sure' : 'doubt']
  return (
    <Badge tone={look.tone} icon={look.icon}>
      {count === 0 ? t('review.all-sure') : t('review.doubts', { count })}
    </Badge>
  )
}
