import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { tourSteps } from '../../state/tour-slice.ts'
import { Button } from '../../ui/button.tsx'
import { useShortcut } from '../../use-shortcut.ts'
import styles from './tour.module.css'

/** One stop of the tour. Enter goes on, Escape leaves; it goes on from here another time. */
export function TourCallout({ at }: { readonly at: number }) {
  const { t } = useTranslation()
  const step = useApp((state) => state.stepTour)
  const leave = useApp((state) => state.leaveTour)
  const callout = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isHere = isIn(callout.current, event.target)
      if (event.key !== 'Escape' || !isHere) return
      event.stopPropagation()
      leave()
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [leave])
  const titleId = useId()
  const textId = useId()
  const palette = useShortcut('palette') ?? ''
  const help = useShortcut('help') ?? ''
  const { id } = tourSteps[at] ?? { id: 'welcome' as const }
  const isLast = at === tourSteps.length - 1
  return (
    <div
      ref={callout}
      role="dialog"
      aria-labelledby={titleId}
      aria-describedby={textId}
      className={styles['callout']}
    >
      <p className={styles['count']}>{t('tour.count', { step: at + 1, total: tourSteps.length })}</p>
      <h2 id={titleId} className={styles['title']}>
        {t(`tour.step.${id}.title`)}
      </h2>
      <p id={textId}>{t(`tour.step.${id}.text`, { palette, help })}</p>
      <div className={styles['actions']}>
        <Button size="small" kind="quiet" onPress={leave}>
          {t('tour.leave')}
        </Button>
        <span className={styles['steps']}>
          {at === 0 ? null : (
            <Button size="small" onPress={() => step(-1)}>
              {t('tour.back')}
            </Button>
          )}
          <Button size="small" kind="primary" autoFocus onPress={() => step(1)}>
            {isLast ? t('tour.end') : t('tour.next')}
          </Button>
        </span>
      </div>
    </div>
  )
}

/** Is a key pressed in the callout, or nowhere? */
function isIn(callout: HTMLElement | null, target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Node && callout?.contains(target) === true)
}
