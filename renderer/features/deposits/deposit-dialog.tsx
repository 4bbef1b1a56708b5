import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { CaseStateBadge } from '../../parts/case-state-badge.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { readyValue } from '../../state/attempt.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './deposits.module.css'

/** Chooses closed case files and hands them over; says beforehand what that means. */
export function DepositDialog({ chosen }: { readonly chosen: readonly string[] }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const deposit = useApp((state) => state.deposit)
  const remote = useApp((state) => state.toDeposit)
  const ready = readyValue(remote)?.rows ?? []
  // Until somebody picks, all are picked.
  const [touched, setTouched] = useState<readonly string[] | null>(chosen.length > 0 ? chosen : null)
  const picked = touched ?? ready.map(({ file }) => file.id)
  const [isWorking, setIsWorking] = useState(false)
  const hand = async (): Promise<void> => {
    setIsWorking(true)
    await deposit(picked)
  }
  const pick = (id: string, isPicked: boolean): void =>
    setTouched(isPicked ? [...picked, id] : picked.filter((other) => other !== id))
  return (
    <Dialog
      title={t('deposit-dialog.title')}
      closeLabel={t('common.close')}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          <Button kind="primary" isDisabled={picked.length === 0 || isWorking} onPress={() => void hand()}>
            {t('deposit-dialog.hand-over', { count: picked.length })}
          </Button>
        </>
      }
    >
      <p>{t('deposit-dialog.meaning')}</p>
      <RemoteView remote={remote} loadingText={t('deposit-dialog.loading')}>
        {({ rows, total }) => (
          <>
            <ul className={styles['choices']} aria-label={t('deposit-dialog.files')}>
              {rows.map(({ file, documents, pages }) => (
                <li key={file.id} className={styles['choice']}>
                  <Checkbox
                    isChecked={picked.includes(file.id)}
                    onChange={(isPicked) => pick(file.id, isPicked)}
                  >
                    {`${file.notation} ${file.title}`}
                    <span className={styles['choiceSize']}>{t('files.size-of', { documents, pages })}</span>
                  </Checkbox>
                  <CaseStateBadge state={file.state} />
                </li>
              ))}
            </ul>
            {total > rows.length ? (
              <p>{t('deposit-dialog.later', { most: rows.length, count: total - rows.length })}</p>
            ) : null}
          </>
        )}
      </RemoteView>
    </Dialog>
  )
}
