import { Check, CheckCheck, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaultReport } from '../../../domain/fault.ts'
import type { SureDraw } from '../../../domain/sure-api.ts'
import { MOST_AT_ONCE } from '../../../domain/sure-documents.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { documentName } from '../../parts/names.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { readyValue } from '../../state/attempt.ts'
import type { SureRound } from '../../state/sure-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './sure.module.css'
import { SurePaper } from './sure-paper.tsx'

const thresholds = [90, 95, 98, 99] as const

/** Accepts what the machine is sure of, all at once, after somebody looked at some of it. */
export function SureDialog() {
  const round = useApp((state) => state.sureRound)
  return round === null ? null : <Round round={round} />
}

function Round({ round }: { readonly round: SureRound }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const draw = useApp((state) => state.drawSure)
  const accept = useApp((state) => state.acceptSure)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  const drawn = readyValue(round.draw)
  const count = Math.min(drawn?.total ?? 0, MOST_AT_ONCE)
  const left = (drawn?.sample ?? []).filter(({ id }) => !round.looked.includes(id))
  const [next] = left
  const run = async (): Promise<void> => {
    setIsWorking(true)
    const failed = await accept()
    setFault(failed)
    if (failed !== null) setIsWorking(false)
  }
  const options = thresholds.map((percent) => ({ id: String(percent), label: t('sure.above', { percent }) }))
  return (
    <Dialog
      title={t('sure.title')}
      closeLabel={t('common.close')}
      width="wide"
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{t('common.cancel')}</Button>
          {next === undefined ? null : <Verdict key={next.id} id={next.id} />}
          {next !== undefined || count === 0 ? null : (
            <Button
              kind="primary"
              icon={<CheckCheck />}
              autoFocus
              isDisabled={isWorking}
              onPress={() => void run()}
            >
              {t('sure.do', { count })}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['head']}>
        <p className={styles['lead']}>{t('sure.lead')}</p>
        <Select
          label={t('sure.threshold')}
          placeholder=""
          selected={String(Math.round(round.threshold * 100))}
          options={options}
          onSelect={(id) => void draw(Number(id) / 100)}
        />
      </div>
      {fault === null ? null : <FaultBanner fault={fault} />}
      <RemoteView remote={round.draw} loadingText={t('sure.loading', { count: MOST_AT_ONCE })}>
        {(found) => <Sample draw={found} left={left.map(({ id }) => id)} />}
      </RemoteView>
    </Dialog>
  )
}

/** What somebody finds of the paper that is shown; Enter finds it right. */
function Verdict({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const right = useApp((state) => state.findRight)
  const wrong = useApp((state) => state.findWrong)
  return (
    <>
      <Button icon={<X />} onPress={() => void wrong(id)}>
        {t('sure.wrong')}
      </Button>
      <Button kind="primary" icon={<Check />} autoFocus onPress={() => right(id)}>
        {t('sure.right')}
      </Button>
    </>
  )
}

/** What was drawn, one paper after the other, and everything that would be accepted with it. */
function Sample({ draw, left }: { readonly draw: SureDraw; readonly left: readonly string[] }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const { total, rows, sample } = draw
  if (total === 0) return <p>{t('sure.none')}</p>
  const present = sample.find(({ id }) => left.includes(id))
  const done = sample.length - left.length
  return (
    <>
      <p role="status" className={styles['progress']}>
        {present === undefined
          ? t('sure.all-looked', { count: sample.length })
          : t('sure.looked', { done, total: sample.length })}
      </p>
      {present === undefined ? null : <SurePaper key={present.id} document={present} />}
      <Disclosure title={t('sure.documents', { count: total })}>
        <ul className={styles['rows']}>
          {rows.map((document) => (
            <li key={document.id}>{documentName(t, authority, document)}</li>
          ))}
        </ul>
        {total > rows.length ? <p>{t('common.more', { count: total - rows.length })}</p> : null}
      </Disclosure>
    </>
  )
}
