import { Scissors } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { documentsAfter } from '../../../domain/batch-pages.ts'
import { useApp } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

/** Says what the separator sheets of a batch would do. Nothing is cut before somebody says so. */
export function SeparationBanner({ batch }: { readonly batch: string }) {
  const { t } = useTranslation()
  const found = useApp((state) => state.separations[batch])
  const open = useApp((state) => state.openDialog)
  const maySeparate = useApp((state) => isAllowed(state, 'separateScans'))
  if (found === undefined || !maySeparate) return null
  const sheets = found.reduce((sum, scan) => sum + scan.sheets.length, 0)
  const documents = found.reduce(
    (sum, { pages, sheets: own }) =>
      sum +
      documentsAfter(
        pages,
        own.map(({ index }) => index),
      ),
    0,
  )
  return (
    <Banner
      tone="info"
      title={t('separation.title', { count: sheets, documents })}
      action={
        <Button
          size="small"
          kind="primary"
          icon={<Scissors />}
          onPress={() => open({ kind: 'pages', form: 'separate', batch })}
        >
          {t('separation.look')}
        </Button>
      }
    >
      {t('separation.lead')}
    </Banner>
  )
}
