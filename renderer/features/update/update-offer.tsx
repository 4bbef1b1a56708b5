import { useTranslation } from 'react-i18next'
import type { UpdateOffer } from '../../../domain/update/update-api.ts'
import { useApp } from '../../app-store.ts'
import { formatBytes } from '../../parts/format.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Facts } from '../../ui/facts.tsx'
import styles from './update.module.css'

/** A file that was found good: what it is, what is new, and what will happen. */
export function UpdateOfferView({ offer }: { readonly offer: UpdateOffer }) {
  const { t, i18n } = useTranslation()
  const present = useApp((state) => readyValue(state.updateState)?.version ?? '')
  const { version, notes, createdAt, neededBytes, freeBytes, changesVault, way } = offer
  const text = i18n.language === 'en' ? notes.en || notes.vi : notes.vi || notes.en
  const isRoomy = freeBytes >= neededBytes
  return (
    <>
      <Banner tone="ok" title={t('update.good', { version })}>
        {t('update.good-next')}
      </Banner>
      <Facts
        facts={[
          { name: t('update.present'), value: present },
          { name: t('update.next'), value: version },
          { name: t('update.made'), value: formatInstant(createdAt) },
          { name: t('update.room'), value: formatBytes(neededBytes) },
        ]}
      />
      {isRoomy ? null : (
        <Banner tone="warn" title={t('update.room-lacks', { free: formatBytes(freeBytes) })}>
          {t('update.room-next', { needed: formatBytes(neededBytes) })}
        </Banner>
      )}
      {text === '' ? null : (
        <section aria-label={t('update.notes')}>
          <h3 className={styles['heading']}>{t('update.notes')}</h3>
          <p className={styles['notes']}>{text}</p>
        </section>
      )}
      <section aria-label={t('update.what')}>
        <h3 className={styles['heading']}>{t('update.what')}</h3>
        <ol className={styles['steps']}>
          <li>{t('update.what-copy')}</li>
          <li>{t(`update.what-way.${way}`)}</li>
          {changesVault ? <li>{t('update.what-vault')}</li> : <li>{t('update.what-same-vault')}</li>}
        </ol>
      </section>
    </>
  )
}
