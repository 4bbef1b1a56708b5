import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { Toast } from '../../ui/toast.tsx'
import styles from './notice-toast.module.css'

/** Says what was just saved, or why it was not. */
export function NoticeToast() {
  const { t } = useTranslation()
  const notice = useApp((state) => state.notice)
  const dismiss = useApp((state) => state.dismissNotice)
  if (notice === null) return null
  const isDone = notice.kind === 'done'
  const fault = isDone ? null : faultText(t, notice.fault)
  const title = isDone ? t(`done.${notice.done}`, { name: notice.name }) : (fault?.cause ?? '')
  return (
    <div className={styles['corner']}>
      <Toast
        key={title}
        tone={isDone ? 'ok' : 'error'}
        title={title}
        closeLabel={t('common.close')}
        onClose={dismiss}
      >
        {fault?.next ?? null}
      </Toast>
    </div>
  )
}
