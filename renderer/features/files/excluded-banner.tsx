import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

/** Why the case file is kept on paper, and how many documents it has there. */
export function ExcludedBanner({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const exclude = useApp((state) => state.excludeCaseFile)
  const tell = useApp((state) => state.tell)
  const mayWrite = useApp((state) => isAllowed(state, 'excludeCaseFile'))
  const { excluded } = file
  if (excluded === null) return null
  const include = async (): Promise<void> => {
    const fault = await exclude(file, null)
    if (fault !== null) tell(fault)
  }
  return (
    <Banner
      tone="info"
      title={t('completeness.excluded.title')}
      action={
        mayWrite ? (
          <Button size="small" onPress={() => void include()}>
            {t('completeness.excluded.take-back')}
          </Button>
        ) : null
      }
    >
      {t(`completeness.excluded.${excluded.reason}`, { documents: twoDigits(excluded.documents) })}
    </Banner>
  )
}

/** Numbers below ten are written with a nought before, as in office papers. */
export function twoDigits(count: number): string {
  return String(count).padStart(2, '0')
}
