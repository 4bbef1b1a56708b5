import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import type { BinnedPage } from '../../../domain/batch-pages-api.ts'
import type { Page } from '../../../domain/paging.ts'
import { useApp } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import styles from './arrange.module.css'

const thumbnailPx = 160

/** Pages of the batch that were put away; none is ever deleted, and each comes back where it stood. */
export function BatchBin({ bin }: { readonly bin: Page<BinnedPage> }) {
  const { t } = useTranslation()
  const bring = useApp((state) => state.bringBackPages)
  const mayBring = useApp((state) => isAllowed(state, 'bringBackPages'))
  if (bin.total === 0) return null
  const title = t('pages.bin-title', { count: bin.total })
  return (
    <section className={styles['bin']} aria-label={title}>
      <header className={styles['binHead']}>
        <h3 className={styles['binTitle']}>{title}</h3>
        {mayBring ? (
          <Button size="small" icon={<Undo2 />} onPress={() => void bring(bin.rows)}>
            {t('arrange.bring-all', { count: bin.rows.length })}
          </Button>
        ) : null}
      </header>
      <p className={styles['lead']}>{t('pages.bin-lead')}</p>
      <ul className={styles['binPages']}>
        {bin.rows.map((binned, at) => (
          <li key={binned.page.id}>
            <Thumbnail
              src={pageImageUrl(binned.page, thumbnailPx)}
              name={t('pages.restore', { number: at + 1 })}
              caption={t('pages.restore-short')}
              state={<Undo2 aria-hidden="true" />}
              turn={binned.turn}
              onPress={() => {
                if (mayBring) void bring([binned])
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
