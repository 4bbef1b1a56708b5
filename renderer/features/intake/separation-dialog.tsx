import { FolderCheck, FolderX, Scissors } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { documentsAfter } from '../../../domain/batch-pages.ts'
import type { FoundSeparator, Separation } from '../../../domain/batch-pages-api.ts'
import type { FaultReport } from '../../../domain/fault.ts'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './arrange.module.css'

const thumbnailPx = 160
const none: readonly Separation[] = []

interface ChosenScan {
  readonly scan: Separation
  readonly sheets: readonly FoundSeparator[]
}

/** Every separator sheet of a batch with what it does; all are chosen at first, and those that are not stay pages like any other. */
export function SeparationDialog({ batch }: { readonly batch: string }) {
  const { t } = useTranslation()
  const scans = useApp((state) => state.separations[batch]) ?? none
  const close = useApp((state) => state.closeDialog)
  const separate = useApp((state) => state.separate)
  const refuse = useApp((state) => state.refuseSeparations)
  const isLaying = useApp((state) => state.isLaying)
  const { chosen, leave } = useChosen(scans)
  const [fault, setFault] = useState<FaultReport | null>(null)
  const sheets = chosen.reduce((sum, each) => sum + each.sheets.length, 0)
  const documents = chosen.reduce((sum, each) => sum + countOf(each.scan, each.sheets), 0)
  const accept = async (): Promise<void> => setFault(await separate(cutsOf(chosen)))
  const refuseAll = async (): Promise<void> => setFault(await refuse(scans.map(({ document }) => document)))
  return (
    <Dialog
      title={t('separation.title', { count: sheets, documents })}
      closeLabel={t('common.close')}
      width="wide"
      onClose={close}
      actions={
        <>
          <Button isDisabled={isLaying} onPress={() => void refuseAll()}>
            {t('separation.refuse')}
          </Button>
          <Button
            kind="primary"
            icon={<Scissors />}
            autoFocus
            isDisabled={isLaying || sheets === 0}
            onPress={() => void accept()}
          >
            {t('separation.do', { count: documents })}
          </Button>
        </>
      }
    >
      <p className={styles['lead']}>{t('separation.note')}</p>
      {fault === null ? null : <FaultBanner fault={fault} />}
      {chosen.map((each) => (
        <ScanSheets key={each.scan.document} chosen={each} onLeave={leave} />
      ))}
    </Dialog>
  )
}

/** All sheets but those that somebody leaves out. */
function useChosen(scans: readonly Separation[]) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = scans.map((scan): ChosenScan => {
    return { scan, sheets: scan.sheets.filter(({ page }) => !left.has(page.id)) }
  })
  const leave = (page: string, isChosen: boolean): void => {
    const others = [...left].filter((each) => each !== page)
    setLeft(new Set(isChosen ? others : [...others, page]))
  }
  return { chosen, leave }
}

function cutsOf(chosen: readonly ChosenScan[]) {
  return chosen
    .filter(({ sheets }) => sheets.length > 0)
    .map(({ scan, sheets }) => ({ document: scan.document, sheets: sheets.map(({ page }) => page.id) }))
}

function ScanSheets({
  chosen: { scan, sheets },
  onLeave,
}: {
  readonly chosen: ChosenScan
  readonly onLeave: (page: string, isChosen: boolean) => void
}) {
  const { t } = useTranslation()
  return (
    <ul className={styles['sheets']} aria-label={t('separation.sheets', { count: scan.sheets.length })}>
      {scan.sheets.map((sheet) => (
        <li key={sheet.page.id} className={styles['sheet']}>
          <SheetRow
            sheet={sheet}
            pages={pagesBehind(scan, sheets, sheet)}
            isChosen={sheets.includes(sheet)}
            onChange={(isChosen) => onLeave(sheet.page.id, isChosen)}
          />
        </li>
      ))}
    </ul>
  )
}

function countOf({ pages }: Separation, sheets: readonly FoundSeparator[]): number {
  return sheets.length === 0
    ? 0
    : documentsAfter(
        pages,
        sheets.map(({ index }) => index),
      )
}

/** How many pages the document behind a sheet has. */
function pagesBehind(
  { pages }: Separation,
  chosen: readonly FoundSeparator[],
  sheet: FoundSeparator,
): number {
  const next = chosen.find(({ index }) => index > sheet.index)?.index ?? pages
  return next - sheet.index - 1
}

function SheetRow({
  sheet,
  pages,
  isChosen,
  onChange,
}: {
  readonly sheet: FoundSeparator
  readonly pages: number
  readonly isChosen: boolean
  readonly onChange: (isChosen: boolean) => void
}) {
  const { t } = useTranslation()
  const { page, index, kind, notation, title, ordinal } = sheet
  const number = index + 1
  const span = { first: number + 1, last: number + pages }
  return (
    <>
      <img className={styles['sheetImage']} src={pageImageUrl(page, thumbnailPx)} alt="" loading="lazy" />
      <div className={styles['sheetWords']}>
        <Checkbox isChecked={isChosen} onChange={onChange}>
          {t('separation.at', { number })}
        </Checkbox>
        {isChosen ? (
          <p>
            {pages === 0
              ? t('separation.nothing')
              : pages === 1
                ? t('separation.makes-one', { number: span.first })
                : t('separation.makes', { count: pages, ...span })}
            {ordinal === null ? '' : ` ${t('separation.ordinal', { number: ordinal })}`}
          </p>
        ) : (
          <p>{t('separation.stays')}</p>
        )}
        {isChosen && kind === 'case-file' ? (
          <Badge tone="ok" icon={<FolderCheck />}>
            {t('separation.into', { notation, title })}
          </Badge>
        ) : null}
        {isChosen && kind === 'unknown' ? (
          <Badge tone="warn" icon={<FolderX />}>
            {t('separation.unknown')}
          </Badge>
        ) : null}
      </div>
    </>
  )
}
