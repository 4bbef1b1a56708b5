import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { type BatchDesk, PAGES_AT_ONCE } from '../../state/batch-desk-state.ts'
import { Button } from '../../ui/button.tsx'
import styles from './arrange.module.css'
import { BatchBin } from './batch-bin.tsx'
import { PageGrid } from './page-grid.tsx'
import { PageTools } from './page-tools.tsx'

/** The pages of a batch laid out to be put right; the scanned files stay as they are. */
export function PageDesk({ desk }: { readonly desk: BatchDesk }) {
  const { t } = useTranslation()
  return (
    <section className={styles['desk']} aria-label={t('arrange.desk')}>
      <p className={styles['lead']}>{t('arrange.lead')}</p>
      <PageTools chosen={desk.chosen.length} />
      <RemoteView remote={desk.pages} loadingText={t('arrange.loading', { count: PAGES_AT_ONCE })}>
        {({ rows, total }) => (
          <>
            <PageGrid rows={rows} offset={desk.offset} chosen={desk.chosen} />
            {total > PAGES_AT_ONCE ? <Leafing from={desk.offset} count={rows.length} total={total} /> : null}
          </>
        )}
      </RemoteView>
      <BatchBin bin={desk.bin} />
    </section>
  )
}

/** To the pages before and behind those that are laid out. */
function Leafing({
  from,
  count,
  total,
}: {
  readonly from: number
  readonly count: number
  readonly total: number
}) {
  const { t } = useTranslation()
  const leaf = useApp((state) => state.leafTo)
  return (
    <nav className={styles['leafing']} aria-label={t('arrange.leafing')}>
      <Button
        size="small"
        isDisabled={from === 0}
        onPress={() => void leaf(Math.max(0, from - PAGES_AT_ONCE))}
      >
        {t('arrange.before')}
      </Button>
      <span>{t('arrange.span', { first: from + 1, last: from + count, total })}</span>
      <Button size="small" isDisabled={from + count >= total} onPress={() => void leaf(from + count)}>
        {t('arrange.behind')}
      </Button>
    </nav>
  )
}
