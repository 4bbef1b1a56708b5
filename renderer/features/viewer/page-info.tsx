import { FolderOpen, FolderOutput, PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { turnOf } from '../../../domain/page-turn.ts'
import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import { type FieldName, fieldNames, fieldValue } from '../../../domain/records/document.ts'
import { layerText } from '../../../domain/text-layer.ts'
import type { ViewedPage } from '../../../domain/viewer-api.ts'
import { useApp } from '../../app-store.ts'
import { formatCount } from '../../parts/format.ts'
import { typeName } from '../../parts/names.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { formatDate } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import type { Viewer } from '../../state/viewer-state.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Facts } from '../../ui/facts.tsx'
import { paperMm } from './layout.ts'
import styles from './page-info.module.css'

/** What is known of the document and of the page in sight, and what can be done with it. */
export function PageInfo({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useTranslation()
  return (
    <aside className={styles['info']} aria-label={t('viewer.info')}>
      <h3 className={styles['heading']}>{t('viewer.info')}</h3>
      <KnownFields viewer={viewer} />
      <Actions viewer={viewer} />
      <PageFacts viewer={viewer} />
    </aside>
  )
}

function KnownFields({ viewer: { document } }: { readonly viewer: Viewer }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const shown = (name: FieldName): string => {
    const value = fieldValue(document, name)
    if (name === 'issuedDate') return formatDate(value)
    return name === 'type' ? typeName(authority, value) : value
  }
  const known = fieldNames.filter((name) => shown(name) !== '')
  return (
    <Facts
      facts={known.map((name) => ({
        name: t(`field.${name}`),
        value: shown(name),
        isWide: name === 'subject',
      }))}
    />
  )
}

function Actions({ viewer: { document } }: { readonly viewer: Viewer }) {
  const { t } = useTranslation()
  const openFile = useApp((state) => state.openFile)
  const correct = useApp((state) => state.correctDocument)
  const openExport = useApp((state) => state.openExport)
  const canExport = useApp((state) => isAllowed(state, 'exportDocument'))
  const { id, caseFile } = document
  return (
    <div className={styles['actions']}>
      <Button size="small" icon={<PenLine />} onPress={() => void correct(id, null)}>
        {t('page.correct')}
      </Button>
      {caseFile === null ? null : (
        <Button size="small" icon={<FolderOpen />} onPress={() => openFile(caseFile)}>
          {t('page.to-file')}
        </Button>
      )}
      {canExport ? (
        <Button size="small" icon={<FolderOutput />} onPress={() => openExport(document)}>
          {t('command.export-document')}
        </Button>
      ) : null}
    </div>
  )
}

function PageFacts({ viewer: { document, sizes, page, texts } }: { readonly viewer: Viewer }) {
  const { t } = useTranslation()
  const id = document.pages[page]?.id ?? ''
  const known = sizes?.[page] ?? null
  const text = texts[id] ?? null
  return (
    <section className={styles['facts']}>
      <h3 className={styles['heading']}>{t('viewer.page-facts', { number: page + 1 })}</h3>
      <p>
        {known === null ? t('viewer.size-unknown') : <SizeText page={known} turn={turnOf(document, id)} />}
      </p>
      {known === null ? null : (
        <p>
          {known.scanDpi === null
            ? t('viewer.dpi-none')
            : t('viewer.dpi', { dpi: formatCount(Math.round(known.scanDpi)) })}
        </p>
      )}
      <Disclosure title={t('page.text')}>
        {text === null ? (
          <p>{t('page.text-none')}</p>
        ) : (
          <RemoteView remote={text} loadingText={t('page.text-loading')}>
            {(layer) => (
              <p className={styles['words']}>
                {layerText(layer) === '' ? t('page.text-none') : layerText(layer)}
              </p>
            )}
          </RemoteView>
        )}
      </Disclosure>
    </section>
  )
}

function SizeText({ page, turn }: { readonly page: ViewedPage; readonly turn: QuarterTurn }) {
  const { t } = useTranslation()
  const { width, height } = paperMm({ page, turn })
  return t('viewer.size', { width: formatCount(Math.round(width)), height: formatCount(Math.round(height)) })
}
