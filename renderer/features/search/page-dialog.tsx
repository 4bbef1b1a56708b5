import { ChevronLeft, ChevronRight, FolderOpen, PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { type Document, fieldNames, fieldValue } from '../../../domain/records/document.ts'
import { useApp } from '../../app-store.ts'
import { documentName, typeName } from '../../parts/names.ts'
import { pageLabels } from '../../parts/page-labels.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import type { Remote } from '../../state/attempt.ts'
import { formatDate } from '../../state/date-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Facts } from '../../ui/facts.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PageImage } from '../../ui/page-image.tsx'
import styles from './search.module.css'

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
  const openFile = useApp((state) => state.openFile)
  const correct = useApp((state) => state.correctDocument)
  const shownPage = document.pages[page]
  const total = document.pages.length
  const pageName = t('page.of', { number: page + 1, total })
  const { caseFile } = document
  const facts = fieldNames
    .map((name) => ({ name: t(`field.${name}`), value: shownValue(document, name) }))
    .filter(({ value }) => value !== '')
  function shownValue(of: Document, name: (typeof fieldNames)[number]): string {
    const value = fieldValue(of, name)
    if (name === 'issuedDate') return formatDate(value)
    return name === 'type' ? typeName(authority, value) : value
  }

  return (
    <Dialog
      title={documentName(t, authority, document)}
      closeLabel={t('common.close')}
      width="wide"
      onClose={close}
      actions={
        <>
          {caseFile === null ? null : (
            <Button icon={<FolderOpen />} onPress={() => openFile(caseFile)}>
              {t('page.to-file')}
            </Button>
          )}
          <Button kind="primary" icon={<PenLine />} onPress={() => void correct(document.id, null)}>
            {t('page.correct')}
          </Button>
        </>
      }
    >
      <div className={styles['view']}>
        <div className={styles['page']}>
          {shownPage === undefined ? null : (
            <PageImage
              src={pageImageUrl(shownPage)}
              alt={pageName}
              labels={pageLabels(t)}
              pager={
                total < 2 ? null : (
                  <>
                    <IconButton
                      label={t('command.previous-page')}
                      icon={<ChevronLeft />}
                      isDisabled={page === 0}
                      onPress={() => void openPage(document, page - 1)}
                    />
                    <span className={styles['pageName']}>{pageName}</span>
                    <IconButton
                      label={t('command.next-page')}
                      icon={<ChevronRight />}
                      isDisabled={page === total - 1}
                      onPress={() => void openPage(document, page + 1)}
                    />
                  </>
                )
              }
            />
          )}
        </div>
        <div className={styles['known']}>
          <Facts facts={facts} />
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
