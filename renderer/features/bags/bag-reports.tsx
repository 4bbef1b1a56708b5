import { PackageCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { BagsRead, BagsWritten } from '../../../domain/bag-api.ts'
import { useApp } from '../../app-store.ts'
import { faultText } from '../../parts/fault-text.ts'
import { formatBytes, formatCount } from '../../parts/format.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './bags.module.css'

/** What lies on the stick now, and what is to be done with it. */
export function BagsWrittenReport({
  folder,
  written,
}: {
  readonly folder: string
  readonly written: BagsWritten
}) {
  const { t } = useTranslation()
  const { names, sizeBytes, ops, blobs, absentBlobs } = written
  const counts = { ops: formatCount(ops), blobs: formatCount(blobs) }
  return (
    <>
      <Banner
        tone="ok"
        title={t('bags.written', { parts: formatCount(names.length), size: formatBytes(sizeBytes) })}
      >
        <p>{ops === 0 && blobs === 0 ? t('bags.written-nothing') : t('bags.written-what', counts)}</p>
        <p>{t('bags.written-next')}</p>
        <p className={styles['folder']}>{folder}</p>
      </Banner>
      {absentBlobs === 0 ? null : (
        <Banner tone="warn" title={t('bags.absent', { count: absentBlobs })}>
          {t('bags.absent-next')}
        </Banner>
      )}
    </>
  )
}

/** What the answer brought, and every part that was refused with its reason. */
export function BagsReadReport({ folder, read }: { readonly folder: string; readonly read: BagsRead }) {
  const { t } = useTranslation()
  const { bags, ops, blobs, receipts, refusedOps, waitingBatches, update } = read
  const look = useApp((state) => state.checkUpdate)
  const refused = bags.flatMap(({ name, refusal }) => (refusal === null ? [] : [{ name, refusal }]))
  const taken = bags.length - refused.length
  const counts = { ops: formatCount(ops), blobs: formatCount(blobs), receipts: formatCount(receipts) }
  return (
    <>
      {taken === 0 ? null : (
        <Banner tone="ok" title={t('bags.read', { count: taken })}>
          <p>{t('bags.read-what', counts)}</p>
          {waitingBatches === 0 ? null : <p>{t('bags.waiting')}</p>}
          <p className={styles['folder']}>{folder}</p>
        </Banner>
      )}
      {update === null ? null : (
        <Banner
          tone="info"
          title={t('update.in-bag', { version: update.version })}
          action={
            <Button size="small" icon={<PackageCheck />} onPress={() => void look(update.path)}>
              {t('update.in-bag-look')}
            </Button>
          }
        >
          {t('update.in-bag-next', { size: formatBytes(update.sizeBytes) })}
        </Banner>
      )}
      {refusedOps === null ? null : (
        <Banner tone="warn" title={t('bags.refused-ops', { count: refusedOps.count })}>
          {t('bags.refused-ops-next', { code: refusedOps.code })}
        </Banner>
      )}
      {refused.length === 0 ? null : (
        <Banner tone="error" title={t('bags.refused', { count: refused.length })}>
          <ul className={styles['list']} aria-label={t('bags.refused', { count: refused.length })}>
            {refused.map(({ name, refusal }) => {
              const { cause, next } = faultText(t, refusal)
              return (
                <li key={name} className={styles['item']}>
                  <p className={styles['itemName']}>{cause}</p>
                  <p>{next}</p>
                  <p className={styles['folder']}>{name}</p>
                </li>
              )
            })}
          </ul>
        </Banner>
      )}
    </>
  )
}
