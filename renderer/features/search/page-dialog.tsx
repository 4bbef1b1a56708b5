import { FolderOpen, FolderOutput, PenLine } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { turnedBox, turnOf } from '../../../domain/page-turn.ts'
import type { QuarterTurn } from '../../../domain/reading-recipe.ts'
import { type Document, type FieldName, fieldNames, fieldValue } from '../../../domain/records/document.ts'
import type { PageBox } from '../../../domain/records/page-box.ts'
import { useApp } from '../../app-store.ts'
import { documentName, typeName } from '../../parts/names.ts'
import { pageLabels } from '../../parts/page-labels.ts'
import { PageTurner } from '../../parts/page-turner.tsx'
import { RemoteView } from '../../parts/remote-view.tsx'
import type { Remote } from '../../state/attempt.ts'
import { formatDate } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Facts } from '../../ui/facts.tsx'
import { PageImage } from '../../ui/page-image.tsx'
import styles from './search.module.css'

const noMarks: readonly PageBox[] = []

/** One page of a document beside what is known of the document and what was read on the page. */
export function PageDialog({
  document,
  page,
  text,
}: {
  readonly document: Document
  readonly page: number
  readonly text: Remote<string>
}) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const close = useApp((state) => state.closeDialog)
  const openPage = useApp((state) => state.openPage)
  const lightPage = useApp((state) => state.lightPage)
  const clearLight = useApp((state) => state.clearLight)
  useEffect(() => {
    void lightPage(document.id, page)
  }, [lightPage, document.id, page])
  const shownPage = document.pages[page]
  const turn = shownPage === undefined ? 0 : turnOf(document, shownPage.id)
  const marks = useMarks(document, page, turn)
  const total = document.pages.length
  const turner = <PageTurner page={page} total={total} onTurn={(by) => void openPage(document, page + by)} />
  return (
    <Dialog
      title={documentName(t, authority, document)}
      closeLabel={t('common.close')}
      width="wide"
      onClose={() => {
        clearLight()
        close()
      }}
      actions={<DocumentActions document={document} />}
    >
      <div className={styles['view']}>
        <div className={styles['page']}>
          {shownPage === undefined ? null : (
            <PageImage
              src={pageImageUrl(shownPage)}
              alt={t('page.of', { number: page + 1, total })}
              labels={pageLabels(t)}
              marks={marks}
              turn={turn}
              pager={turner}
            />
          )}
        </div>
        <div className={styles['known']}>
          <KnownFields document={document} />
          <Disclosure title={t('page.text')}>
            <RemoteView remote={text} loadingText={t('page.text-loading')}>
              {(words) => <p className={styles['text']}>{words === '' ? t('page.text-none') : words}</p>}
            </RemoteView>
          </Disclosure>
        </div>
      </div>
    </Dialog>
  )
}

/** What a search lit on the page, as it lies on the upright image. */
function useMarks(document: Document, page: number, turn: QuarterTurn): readonly PageBox[] {
  const lit = useApp((state) => state.lit)
  const boxes = lit?.document === document.id && lit.page === page ? lit.boxes : noMarks
  return useMemo(() => boxes.map((box) => turnedBox(box, turn)), [boxes, turn])
}

function DocumentActions({ document }: { readonly document: Document }) {
  const { t } = useTranslation()
  const openFile = useApp((state) => state.openFile)
  const correct = useApp((state) => state.correctDocument)
  const openExport = useApp((state) => state.openExport)
  const canExport = useApp((state) => isAllowed(state, 'exportDocument'))
  const { id, caseFile } = document
  return (
    <>
      {canExport ? (
        <Button icon={<FolderOutput />} onPress={() => openExport(document)}>
          {t('command.export-document')}
        </Button>
      ) : null}
      {caseFile === null ? null : (
        <Button icon={<FolderOpen />} onPress={() => openFile(caseFile)}>
          {t('page.to-file')}
        </Button>
      )}
      <Button kind="primary" icon={<PenLine />} onPress={() => void correct(id, null)}>
        {t('page.correct')}
      </Button>
    </>
  )
}

function KnownFields({ document }: { readonly document: Document }) {
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
