import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../domain/overview.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import { type NextStep, nextSteps } from './next-steps-of.ts'
import styles from './overview.module.css'

/** What a clerk should do next, the most urgent first. */
export function NextSteps({ counts, icon }: { readonly counts: Overview; readonly icon: ReactNode }) {
  const { t } = useTranslation()
  const show = useApp((state) => state.show)
  const showFiles = useApp((state) => state.showFiles)
  const sync = useApp((state) => readyValue(state.sync))
  const conflicts = useApp((state) => state.conflictCount)
  const open = (step: NextStep): void => {
    if (step.screen === 'files') showFiles(step.state)
    else show(step.screen)
  }
  return (
    <Panel title={t('overview.next')} isFlush>
      <ul>
        {nextSteps(counts, sync, conflicts).map((step) => (
          <li key={step.kind} className={styles['step']}>
            <div>
              <p className={styles['stepTitle']}>
                {t(`overview.step.${step.kind}.title`, { count: step.count })}
              </p>
              <p className={styles['stepText']}>{t(`overview.step.${step.kind}.text`)}</p>
            </div>
            <Button size="small" icon={icon} onPress={() => open(step)}>
              {t(`screen.${step.screen}`)}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
