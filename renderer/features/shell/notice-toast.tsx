import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import type { Notice } from '../../state/view.ts'
import { Toast } from '../../ui/toast.tsx'

/** Says what was just saved, or why it was not. */
export function NoticeToast() {
  const { t } = useTranslation()
  const notice = useApp((state) => state.notice)
  const dismiss = useApp((state) => state.dismissNotice)
  if (notice === null) return null
  const fault = notice.kind === 'fault' ? faultText(t, notice.fault) : null
  const title = fault?.cause ?? goodNews(t, notice)
  return (
    <Toast
      key={title}
      tone={fault === null ? 'ok' : 'error'}
      title={title}
      closeLabel={t('common.close')}
      onClose={dismiss}
    >
      {fault?.next ?? null}
    </Toast>
  )
}

function goodNews(t: TFunction, notice: Notice): string {
  switch (notice.kind) {
    case 'done':
      return t(`done.${notice.done}`, { name: notice.name })
    case 'undo':
      return t(`undo.${notice.way}`, { what: t(`undo.label.${notice.label}`) })
    case 'part-died':
      return t(`part-died.${notice.part}`)
    case 'fault':
      return ''
    default:
      return assertNever(notice)
  }
}
