import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DepositPreview, ToDeposit } from '../../../domain/progress-api.ts'
import { useApp } from '../../app-store.ts'
import { CaseStateBadge } from '../../parts/case-state-badge.tsx'
import { DraftBanner } from '../../parts/draft-banner.tsx'
import { HelpMark } from '../../parts/help-mark.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import { type OfferedDraft, useDraft } from '../../parts/use-draft.ts'
import { readyValue } from '../../state/attempt.ts'
import { takenFiles } from '../../state/deposit-slice.ts'
import type { DraftValues } from '../../state/workspace-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './deposits.module.css'

/** As much as one value of a draft can hold. */
const MOST_LETTERS = 20_000

const idsOf = (kept: DraftValues): string[] => (kept['left'] ?? '').split(' ').filter(Boolean)

/** Chooses closed case files and hands them over; says beforehand what that means, and why some are refused. */
export function DepositDialog() {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const deposit = useApp((state) => state.deposit)
  const remote = useApp((state) => state.toDeposit)
  const preview = readyValue(remote)
  const { left, setLeft, draft } = useLeftOut()
  const taken = preview === null ? [] : takenFiles(preview)
  const picked = taken.filter(({ id }) => !left.has(id))
  const [isWorking, setIsWorking] = useState(false)
  const hand = async (): Promise<void> => {
    setIsWorking(true)
    await deposit(picked.map(({ id }) => id))
  }
  const pick = (id: string, isPicked: boolean): void => {
    const others = [...left].filter((other) => other !== id)
    setLeft(new Set(isPicked ? others : [...others, id]))
  }
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
      <p>
        {t('deposit-dialog.meaning')} <HelpMark topic="deposit/hand-over" label={t('deposit-dialog.title')} />
      </p>
      <LeftOutBanner draft={draft} />
      <RemoteView remote={remote} loadingText={t('deposit-dialog.loading')}>
        {(shown) => (
          <>
            <FondsChoice preview={shown} />
            <p>
              {t('deposit-dialog.sum', {
                total: shown.rows.length,
                taken: picked.length,
                left: taken.length - picked.length,
                refused: shown.rows.length - taken.length,
              })}
            </p>
            <TakenFiles rows={taken} left={left} onPick={pick} />
            <RefusedFiles rows={shown.rows.filter(({ refused }) => refused !== null)} />
            {shown.later > 0 ? (
              <p>{t('deposit-dialog.later', { most: shown.rows.length, count: shown.later })}</p>
            ) : null}
          </>
        )}
      </RemoteView>
    </Dialog>
  )
}

/** The files that somebody leaves out; more of them than a draft can hold are chosen anew after a restart. */
function useLeftOut() {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const ids = [...left].join(' ')
  const draft = useDraft('dialog:deposit', {
    values: { left: ids.length > MOST_LETTERS ? '' : ids },
    onTake: (kept) => setLeft(new Set(idsOf(kept))),
  })
  return { left, setLeft, draft }
}

function LeftOutBanner({ draft }: { readonly draft: OfferedDraft | null }) {
  const { t } = useTranslation()
  const count = draft === null ? 0 : idsOf(draft.values).length
  return <DraftBanner draft={draft} text={t('draft.left-out', { count })} />
}

function FondsChoice({ preview: { choices, fonds } }: { readonly preview: DepositPreview }) {
  const { t } = useTranslation()
  const choose = useApp((state) => state.chooseDepositFonds)
  if (choices.length < 2) return null
  return (
    <Select
      label={t('deposit-dialog.fonds')}
      options={choices.map(({ fonds: id, name, files }) => ({
        id,
        label: t('deposit-dialog.fonds-of', { name, count: files }),
      }))}
      selected={fonds}
      placeholder={t('deposit-dialog.fonds')}
      onSelect={(id) => void choose(id)}
    />
  )
}

function TakenFiles({
  rows,
  left,
  onPick,
}: {
  readonly rows: readonly ToDeposit[]
  readonly left: ReadonlySet<string>
  readonly onPick: (id: string, isPicked: boolean) => void
}) {
  const { t } = useTranslation()
  const musts = useApp((state) => state.depositMusts)
  if (rows.length === 0) return null
  return (
    <ul className={styles['choices']} aria-label={t('deposit-dialog.files')}>
      {rows.map(({ id, notation, title, state, documents, pages }) => (
        <li key={id} className={styles['choice']}>
          <Checkbox isChecked={!left.has(id)} onChange={(isPicked) => onPick(id, isPicked)}>
            {`${notation} ${title}`}
            <span className={styles['choiceSize']}>{t('files.size-of', { documents, pages })}</span>
            {(musts[id] ?? 0) > 0 ? (
              <span className={styles['choiceFault']}>
                {t('deposit-dialog.musts', { count: musts[id] ?? 0 })}
              </span>
            ) : null}
          </Checkbox>
          <CaseStateBadge state={state} />
        </li>
      ))}
    </ul>
  )
}

function RefusedFiles({ rows }: { readonly rows: readonly ToDeposit[] }) {
  const { t } = useTranslation()
  if (rows.length === 0) return null
  const title = t('deposit-dialog.refused-title', { count: rows.length })
  return (
    <>
      <h3 className={styles['refusedTitle']}>{title}</h3>
      <ul className={styles['choices']} aria-label={title}>
        {rows.map(({ id, notation, title: name, refused }) => (
          <li key={id} className={styles['choice']}>
            <div>
              <p>{`${notation} ${name}`}</p>
              {refused === null ? null : (
                <p className={styles['reason']}>{t(`deposit-dialog.refused.${refused}`)}</p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
