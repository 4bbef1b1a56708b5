import { Compass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { tourSteps } from '../../state/tour-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './tour.module.css'

/** Offers the tour until it was taken or declined, from where it was left. */
export function TourOffer() {
  const { t } = useTranslation()
  const { step, isEnded } = useApp((state) => state.preferences.tour)
  const isOn = useApp((state) => state.tour !== null)
  const start = useApp((state) => state.startTour)
  const end = useApp((state) => state.endTour)
  if (isEnded || isOn) return null
  return (
    <div className={styles['offer']}>
      <Banner
        tone="info"
        title={t(step === 0 ? 'tour.offer' : 'tour.offer-again', { step: step + 1, total: tourSteps.length })}
        action={
          <span className={styles['steps']}>
            <Button size="small" kind="quiet" onPress={end}>
              {t('tour.decline')}
            </Button>
            <Button size="small" icon={<Compass />} onPress={start}>
              {t(step === 0 ? 'tour.start' : 'tour.go-on')}
            </Button>
          </span>
        }
      >
        {t('tour.offer-text')}
      </Banner>
    </div>
  )
}
