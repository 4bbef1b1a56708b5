import { FileDown, Printer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { Gate } from '../../parts/gate.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Facts } from '../../ui/facts.tsx'
import styles from './recovery-sheet.module.css'

/** The recovery code, once: nobody goes on from the first sheet before saying that it is kept. Printed, only the sheet remains of the window. */
export function RecoverySheet({
  code,
  canLeave,
  printed,
}: {
  readonly code: string
  readonly canLeave: boolean
  readonly printed: 'printed' | 'saved' | null
}) {
  const { t } = useTranslation()
  const print = useApp((state) => state.printRecovery)
  const save = useApp((state) => state.saveRecovery)
  const finish = useApp((state) => state.finishRecovery)
  const leave = useApp((state) => state.leaveRecovery)
  const [isKept, setIsKept] = useState(false)
  return (
    <Gate title={t('recovery.title')} lead={t('recovery.lead')}>
      <section className={styles['sheet']} aria-label={t('recovery.sheet')}>
        <p className={styles['paperTitle']}>{t('recovery.paper-title')}</p>
        <p className={styles['code']} translate="no">
          {code.split(/\s+/).map((group, index) => (
            <span key={`${index}-${group}`}>{group} </span>
          ))}
        </p>
        <p className={styles['keep']}>{t('recovery.keep')}</p>
        <div className={styles['blanks']}>
          <Facts
            facts={[
              { name: t('recovery.date'), value: '........................' },
              { name: t('recovery.keeper'), value: '........................' },
            ]}
          />
        </div>
      </section>
      <div className={styles['tools']}>
        <div className={styles['print']}>
          <Button icon={<Printer />} onPress={() => void print()}>
            {t('recovery.print')}
          </Button>
          <Button icon={<FileDown />} onPress={() => void save()}>
            {t('recovery.save')}
          </Button>
          {printed === null ? null : <Banner tone="ok" title={t(`recovery.${printed}`)} />}
        </div>
        <Checkbox isChecked={isKept} onChange={setIsKept}>
          {t('recovery.kept')}
        </Checkbox>
        <div className={styles['print']}>
          <Button kind="primary" isDisabled={!isKept} onPress={() => void finish()}>
            {t('recovery.continue')}
          </Button>
          {canLeave ? <Button onPress={() => void leave()}>{t('recovery.leave')}</Button> : null}
        </div>
      </div>
    </Gate>
  )
}
