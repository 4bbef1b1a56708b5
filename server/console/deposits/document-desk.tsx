import { Check, X } from 'lucide-react'
import { useState } from 'react'
import type { DepositDetail } from '../../../domain/console/deposit-api.ts'
import type { Verdict } from '../../../domain/records/deposit.ts'
import { type Document, documentCode, fieldValue } from '../../../domain/records/document.ts'
import { Button } from '../../../renderer/ui/button.tsx'
import { useConsole } from '../console-store.ts'
import { documentsOf } from '../state/deposit-stage.ts'
import { useMayCall } from '../view/use-may-call.ts'
import styles from './document-desk.module.css'
import { FailDialog } from './fail-dialog.tsx'
import { IsolatedDocument } from './isolated-document.tsx'
import { PageViewer } from './page-viewer.tsx'
import { useDeskKeys } from './use-desk-keys.ts'
import { VerdictBadge } from './verdict-badge.tsx'

/** The document that is looked at: its verdict and its pages. */
export function DocumentDesk({ detail }: { readonly detail: DepositDetail }) {
  const place = useConsole((state) => state.place)
  const document = documentsOf(detail).find(({ id }) => id === place?.document)
  useWalkKeys()
  if (document === undefined || place === null) {
    return <p className={styles['none']}>Lần nộp này không có văn bản nào.</p>
  }
  if (document.isolated !== undefined) return <IsolatedDocument isolated={document.isolated} />
  return <Examined detail={detail} document={document} page={place.page} />
}

/** To the next document and page and back, also past what nobody examines. */
function useWalkKeys(): void {
  const stepDocument = useConsole((state) => state.stepDocument)
  const turnPage = useConsole((state) => state.turnPage)
  useDeskKeys({
    j: () => stepDocument(1),
    k: () => stepDocument(-1),
    pageup: () => turnPage(-1),
    pagedown: () => turnPage(1),
  })
}

function Examined({
  detail,
  document,
  page,
}: {
  readonly detail: DepositDetail
  readonly document: Document
  /** Index of the page that is looked at. */
  readonly page: number
}) {
  const pass = useConsole((state) => state.pass)
  const mayJudge = useMayCall('setVerdict') && detail.deposit.outcome === null
  const [failing, setFailing] = useState<{ readonly id: string; readonly isOfPage: boolean } | null>(null)
  // Nobody passes what nobody could see.
  const isHere = document.pages.every(({ source }) => source in detail.sources)
  const verdict = detail.deposit.verdicts[document.id]
  const passShown = (): void => {
    if (mayJudge && isHere) void pass(document.id)
  }
  const failShown = (isOfPage: boolean) => (): void => {
    if (mayJudge) setFailing({ id: document.id, isOfPage })
  }
  useDeskKeys({ p: passShown, đ: passShown, d: passShown, f: failShown(false), t: failShown(true) })
  return (
    <>
      <header className={styles['head']}>
        <DocumentName document={document} />
        {mayJudge ? (
          <VerdictButtons verdict={verdict} isHere={isHere} onPass={passShown} onFail={failShown(false)} />
        ) : (
          <VerdictBadge verdict={verdict} />
        )}
      </header>
      <PageViewer
        commune={detail.commune}
        document={document}
        index={page}
        sources={detail.sources}
        verdict={verdict}
        onFail={mayJudge ? failShown(true) : null}
      />
      {failing?.id === document.id ? (
        <FailDialog
          document={document}
          verdict={verdict}
          page={page}
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
        shortcut="P"
        isDisabled={!isHere}
        onPress={onPass}
      >
        Đạt
      </Button>
      <Button
        kind={verdict?.hasPassed === false ? 'danger' : 'secondary'}
        size="small"
        icon={<X />}
        shortcut="F"
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
