import { useTranslation } from 'react-i18next'
import type { ClosingProposal } from '../../../domain/closing.ts'
import type { Completeness } from '../../../domain/completeness/completeness-fault.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { type Remote, readyValue } from '../../state/attempt.ts'
import { notationOf } from '../../state/files-slice.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ClosingForm } from './closing-form.tsx'

/** The checklist of a case file, what is decided at its end, and the figures of its closing sheet. */
export function ClosingDialog({ caseFile }: { readonly caseFile: string }) {
  const { t } = useTranslation()
  const close = useApp((state) => state.closeDialog)
  const notation = useApp((state) => notationOf(state, caseFile))
  const completeness = useApp((state) => state.completeness)
  const closing = useApp((state) => state.closing)
  return (
    <Dialog
      title={t('closing.title', { notation })}
      closeLabel={t('common.close')}
      width="wide"
      onClose={close}
    >
      <RemoteView remote={both(closing, completeness)} loadingText={t('closing.loading')}>
        {({ proposal, found }) => <ClosingForm caseFile={caseFile} proposal={proposal} found={found} />}
      </RemoteView>
    </Dialog>
  )
}

interface Both {
  readonly proposal: ClosingProposal
  readonly found: Completeness
}

/** Ready when both are, and every page was looked at. */
function both(closing: Remote<ClosingProposal>, completeness: Remote<Completeness>): Remote<Both> {
  if (closing.kind === 'failed') return closing
  if (completeness.kind === 'failed') return completeness
  const [proposal, found] = [readyValue(closing), readyValue(completeness)]
  if (proposal === null || found === null || found.pagesLeft > 0) return { kind: 'loading' }
  return { kind: 'ready', value: { proposal, found } }
}
