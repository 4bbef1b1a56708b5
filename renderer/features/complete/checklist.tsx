import { CircleAlert, CircleCheck, CircleDot, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Completeness } from '../../../domain/completeness/completeness-fault.ts'
import { Badge } from '../../ui/badge.tsx'
import styles from './complete.module.css'

type PointCount = Completeness['points'][number]

/** The ten points, each with how it stands. */
export function Checklist({ points }: { readonly points: readonly PointCount[] }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('closing.checklist')}>
      <h3 className={styles['heading']}>{t('closing.checklist')}</h3>
      <ol className={styles['points']}>
        {points.map((point) => (
          <li key={point.point} className={styles['point']}>
            <span>{t(`completeness.point.${point.point}`)}</span>
            <PointState point={point} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The point of the closing itself holds as soon as somebody closes. */
const CLOSING_POINT = 9

function PointState({ point: { point, musts, shoulds } }: { readonly point: PointCount }) {
  const { t } = useTranslation()
  if (point === CLOSING_POINT) {
    return (
      <Badge tone="neutral" icon={<CircleDot />}>
        {t('completeness.point-now')}
      </Badge>
    )
  }
  const count = musts + shoulds
  if (count === 0) {
    return (
      <Badge tone="ok" icon={<CircleCheck />}>
        {t('completeness.point-ok')}
      </Badge>
    )
  }
  return (
    <Badge tone={musts > 0 ? 'danger' : 'info'} icon={musts > 0 ? <CircleAlert /> : <Info />}>
      {t('completeness.point-faults', { count })}
    </Badge>
  )
}
