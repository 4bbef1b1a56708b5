import type { TFunction } from 'i18next'
import { CircleAlert, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Shortcoming } from '../../../domain/completeness.ts'
import type { CaseFileDetail } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { documentName } from '../../parts/names.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './files.module.css'

/** What stands between a case file and its closing, each with a jump to where it is mended. */
export function ShortcomingList({ detail }: { readonly detail: CaseFileDetail }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const correct = useApp((state) => state.correctDocument)
  const { shortcomings, lacking, musts, shoulds } = detail
  const hidden = musts + shoulds - shortcomings.length
  if (shortcomings.length === 0) {
    return (
      <Banner tone="ok" title={t('shortcoming.none')}>
        {t('shortcoming.none-text')}
      </Banner>
    )
  }
  const nameOf = (id: string | null): string => {
    const document = lacking.find((candidate) => candidate.id === id)
    return document === undefined ? t('shortcoming.whole-file') : documentName(t, authority, document)
  }
  return (
    <Panel title={t('shortcoming.title', { count: musts })} isFlush>
      <ul>
        {shortcomings.map((shortcoming) => {
          const { code, severity, document, field } = shortcoming
          return (
            <li key={`${code} ${document ?? ''} ${field ?? ''}`} className={styles['shortcoming']}>
              <Badge
                tone={severity === 'must' ? 'danger' : 'info'}
                icon={severity === 'must' ? <CircleAlert /> : <Info />}
              >
                {t(`shortcoming.severity.${severity}`)}
              </Badge>
              <div className={styles['words']}>
                <p>{shortcomingText(t, shortcoming)}</p>
                <p className={styles['concern']}>{nameOf(document)}</p>
              </div>
              {document === null ? null : (
                <Button size="small" onPress={() => void correct(document, field)}>
                  {t('shortcoming.mend')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {hidden > 0 ? <p className={styles['nothing']}>{t('shortcoming.more', { count: hidden })}</p> : null}
    </Panel>
  )
}

function shortcomingText(t: TFunction, { code, severity, field }: Shortcoming): string {
  if (code === 'document-field-missing') {
    return t('shortcoming.code.document-field-missing', { field: field === null ? '' : t(`field.${field}`) })
  }
  if (code === 'document-unread') return t(`shortcoming.code.document-unread-${severity}`)
  return t(`shortcoming.code.${code}`)
}
