import { Scissors } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { turnOf } from '../../../domain/page-turn.ts'
import { type Document, SURE } from '../../../domain/records/document.ts'
import type { SplitProposal } from '../../../domain/records/findings.ts'
import { useApp } from '../../app-store.ts'
import { documentName } from '../../parts/names.ts'
import { openSplits } from '../../state/split-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import styles from './papers.module.css'
import { reasonText } from './split-banner.tsx'

const thumbnailPx = 160

/** The places where a document may be cut, each with the page before and the page that begins another; all are chosen at first. */
export function SplitDialog({ document }: { readonly document: Document }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const close = useApp((state) => state.closeDialog)
  const split = useApp((state) => state.splitDocument)
  const dismiss = useApp((state) => state.dismissSplits)
  const isSplitting = useApp((state) => state.isSplitting)
  const splits = openSplits(document)
  const [chosen, setChosen] = useState<readonly number[]>(splits.map(({ page }) => page))
  const choose = (page: number, isChosen: boolean): void =>
    setChosen(
      splits.map((each) => each.page).filter((each) => (each === page ? isChosen : chosen.includes(each))),
    )
  return (
    <Dialog
      title={t('split.dialog', { name: documentName(t, authority, document) })}
      closeLabel={t('common.close')}
      width="wide"
      onClose={close}
      actions={
        <>
          <Button isDisabled={isSplitting} onPress={() => void dismiss(document.id)}>
            {t('split.dismiss')}
          </Button>
          <Button
            kind="primary"
            icon={<Scissors />}
            autoFocus
            isDisabled={isSplitting || chosen.length === 0}
            onPress={() => void split(document.id, chosen)}
          >
            {t('split.do', { count: chosen.length + 1 })}
          </Button>
        </>
      }
    >
      <p className={styles['splitNote']}>{t('split.note')}</p>
      <ul className={styles['cuts']}>
        {splits.map((proposal) => (
          <li key={proposal.page} className={styles['cut']}>
            <Cut
              document={document}
              proposal={proposal}
              isChosen={chosen.includes(proposal.page)}
              onChange={(isChosen) => choose(proposal.page, isChosen)}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function Cut({
  document,
  proposal,
  isChosen,
  onChange,
}: {
  readonly document: Document
  readonly proposal: SplitProposal
  readonly isChosen: boolean
  readonly onChange: (isChosen: boolean) => void
}) {
  const { t } = useTranslation()
  const toggle = (): void => onChange(!isChosen)
  return (
    <>
      <div className={styles['cutPages']}>
        <CutPage document={document} page={proposal.page - 1} onPress={toggle} />
        <span className={styles['cutLine']} data-is-chosen={isChosen} aria-hidden="true">
          <Scissors />
        </span>
        <CutPage document={document} page={proposal.page} onPress={toggle} />
      </div>
      <Checkbox isChecked={isChosen} onChange={onChange}>
        {reasonText(t, proposal)}
        {proposal.confidence < SURE ? ` (${t('review.certainty.doubt')})` : ''}
      </Checkbox>
    </>
  )
}

function CutPage({
  document,
  page,
  onPress,
}: {
  readonly document: Document
  readonly page: number
  readonly onPress: () => void
}) {
  const { t } = useTranslation()
  const shown = document.pages[page]
  if (shown === undefined) return null
  const caption = t('review.cited-page', { number: page + 1 })
  return (
    <Thumbnail
      src={pageImageUrl(shown, thumbnailPx)}
      name={caption}
      caption={caption}
      state={null}
      turn={turnOf(document, shown.id)}
      onPress={onPress}
    />
  )
}
