import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ExportedDocument, ExportedPdf } from '../../../domain/export-api.ts'
import { formatInstant } from '../../state/date-text.ts'
import { Banner } from '../../ui/banner.tsx'
import styles from './papers.module.css'

/** What was written, where, and what it is; of signatures what they say themselves. */
export function ExportedBanner({ exported }: { readonly exported: ExportedDocument }) {
  const { t } = useTranslation()
  const { folder, files, pdf } = exported
  return (
    <Banner tone="ok" title={t('export.written', { files: files.join(', ') })}>
      <p className={styles['folder']}>{folder}</p>
      <p>{kindText(t, pdf)}</p>
      {pdf.kind === 'kept' ? <Signatures signatures={pdf.signatures} /> : null}
    </Banner>
  )
}

function kindText(t: TFunction, pdf: ExportedPdf): string {
  if (pdf.kind === 'kept') return t(`export.kept.${pdf.reason}`)
  return pdf.hasSignedPages ? t('export.made-signed-part') : t('export.made')
}

function Signatures({
  signatures,
}: {
  readonly signatures: Extract<ExportedPdf, { kind: 'kept' }>['signatures']
}) {
  const { t } = useTranslation()
  return signatures.map(({ signer, organisation, statedAt, coversWholeFile }) => {
    const who = [signer ?? t('export.signer-unknown'), organisation].filter(Boolean).join(', ')
    const when = statedAt === null ? t('export.time-unknown') : formatInstant(statedAt)
    const extent = t(coversWholeFile ? 'export.covers-whole' : 'export.covers-part')
    return <p key={`${who} ${when}`}>{t('export.signature', { who, when, extent })}</p>
  })
}
