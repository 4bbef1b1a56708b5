import { Check, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { DepositDetail } from '../../../domain/console-api.ts'
import type { Verdict } from '../../../domain/records/deposit.ts'
import { type Document, documentCode, fieldValue } from '../../../domain/records/document.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { useConsole } from '../console-store.ts'
import { documentsOf } from '../state/deposit-stage.ts'
import styles from './document-desk.module.css'
import { FailDialog } from './fail-dialog.tsx'
import { IsolatedDocument } from './isolated-document.tsx'
import { PageViewer } from './page-viewer.tsx'
import { VerdictBadge } from './verdict-badge.tsx'

/** The document that is looked at: its verdict and its pages. */
export function DocumentDesk({ detail }: { readonly detail: DepositDetail }) {
  const place = useConsole((state) => state.place)
  const pass = useConsole((state) => state.pass)
  const [failing, setFailing] = useState<{ readonly id: string; readonly isOfPage: boolean } | null>(null)
  const isDecided = detail.deposit.outcome !== null
  const document = documentsOf(detail).find(({ id }) => id === place?.document)
  // Nobody passes what nobody could see.
  const isHere = document?.pages.every(({ source }) => source in detail.sources) === true
  const isExamined = document !== undefined && document.isolated === undefined && !isDecided
  useDeskKeys({
    pass: () => {
      if (isExamined && isHere) void pass(document.id)
    },
    fail: () => {
      if (isExamined) setFailing({ id: document.id, isOfPage: false })
    },
    failPage: () => {
      if (isExamined) setFailing({ id: document.id, isOfPage: true })
    },
  })

  if (document === undefined || place === null) {
    return <p className={styles['none']}>Lần nộp này không có văn bản nào.</p>
  }
  if (document.isolated !== undefined) return <IsolatedDocument isolated={document.isolated} />
  const verdict = detail.deposit.verdicts[document.id]
  return (
    <>
      <header className={styles['head']}>
        <DocumentName document={document} />
        {isDecided ? (
          <VerdictBadge verdict={verdict} />
        ) : (
          <VerdictButtons
            verdict={verdict}
            isHere={isHere}
            onPass={() => void pass(document.id)}
            onFail={() => setFailing({ id: document.id, isOfPage: false })}
          />
        )}
      </header>
      <PageViewer
        document={document}
        index={place.page}
        sources={detail.sources}
        verdict={verdict}
        onFail={isDecided ? null : () => setFailing({ id: document.id, isOfPage: true })}
      />
      {failing?.id === document.id ? (
        <FailDialog
          document={document}
          verdict={verdict}
          page={place.page}
          isOfPage={failing.isOfPage}
          onClose={() => setFailing(null)}
        />
      ) : null}
    </>
  )
}

function VerdictButtons({
  verdict,
  isHere,
  onPass,
  onFail,
}: {
  readonly verdict: Verdict | undefined
  /** Are all its pages here to be seen? */
  readonly isHere: boolean
  readonly onPass: () => void
  readonly onFail: () => void
}) {
  return (
    <div className={styles['verdict']} role="group" aria-label="Kết quả kiểm tra văn bản">
      <Button
        kind={verdict?.hasPassed === true ? 'primary' : 'secondary'}
        size="small"
        icon={<Check />}
        shortcut="Đ"
        isDisabled={!isHere}
        onPress={onPass}
      >
        Đạt
      </Button>
      <Button
        kind={verdict?.hasPassed === false ? 'danger' : 'secondary'}
        size="small"
        icon={<X />}
        shortcut="K"
        onPress={onFail}
      >
        Không đạt…
      </Button>
    </div>
  )
}

function DocumentName({ document }: { readonly document: Document }) {
  const typeNames = useConsole((state) => state.typeNames)
  const type = fieldValue(document, 'type')
  const name = [typeNames[type] ?? type, documentCode(document)].filter(Boolean).join(' ')
  return (
    <div className={styles['name']}>
      <h2 className={styles['title']}>{name === '' ? 'Văn bản chưa có số, ký hiệu' : name}</h2>
      <p className={styles['subject']}>{fieldValue(document, 'subject')}</p>
    </div>
  )
}

interface DeskKeys {
  readonly pass: () => void
  readonly fail: () => void
  readonly failPage: () => void
}

/**
 * Đ or D passes, K fails, T fails for the page that is looked at, PageUp and PageDown turn pages, wherever the focus is but in a field or a dialog. Taken
 * before the table sees them, which would look for a row of that letter.
 */
function useDeskKeys({ pass, fail, failPage }: DeskKeys): void {
  const turnPage = useConsole((state) => state.turnPage)
  useEffect(() => {
    const keys: Readonly<Record<string, () => void>> = {
      đ: pass,
      d: pass,
      k: fail,
      t: failPage,
      pageup: () => turnPage(-1),
      pagedown: () => turnPage(1),
    }
    const onKey = (event: KeyboardEvent): void => {
      const act = keys[event.key.toLowerCase()]
      if (act === undefined || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
        return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) act()
    }
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [pass, fail, failPage, turnPage])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [role=dialog]') !== null
}
