import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { turnOf } from '../../../domain/page-turn.ts'
import { useApp } from '../../app-store.ts'
import { documentName } from '../../parts/names.ts'
import { pageLabels } from '../../parts/page-labels.ts'
import type { PageDesk } from '../../state/assemble-state.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { PageImage } from '../../ui/page-image.tsx'
import styles from './assemble.module.css'
import { PageBar } from './page-bar.tsx'
import { PageBin } from './page-bin.tsx'
import { PageRow } from './page-row.tsx'
import { SourcePages } from './source-pages.tsx'

/** The pages of a document, to be turned, put away, put in and replaced; the scanned files stay as they are. */
export function PagesDialog() {
  const desk = useApp((state) => state.pageDesk)
  return desk === null ? null : <Pages desk={desk} />
}

function Pages({ desk }: { readonly desk: PageDesk }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const close = useApp((state) => state.closeDialog)
  const show = useApp((state) => state.showDeskPage)
  const { document, page, goal } = desk
  const shown = document.pages.find(({ id }) => id === page)
  const number = document.pages.findIndex(({ id }) => id === page) + 1
  const total = document.pages.length
  return (
    <Dialog
      title={t('pages.title', { name: documentName(t, authority, document) })}
      closeLabel={t('common.close')}
      width="wide"
      onClose={close}
    >
      <PageRow
        label={t('pages.of', { count: total })}
        document={document}
        pages={document.pages}
        isChosen={({ id }) => id === page}
        onChoose={({ id }) => show(id)}
      />
      <PageBar desk={desk} />
      {goal === null ? null : <SourcePages desk={desk} goal={goal} />}
      {goal !== null || shown === undefined ? null : (
        <div className={styles['page']}>
          <PageImage
            src={pageImageUrl(shown)}
            alt={t('page.of', { number, total })}
            labels={pageLabels(t)}
            marks={[]}
            turn={turnOf(document, shown.id)}
          />
        </div>
      )}
      <PageBin document={document} />
    </Dialog>
  )
}
