import { useTranslation } from 'react-i18next'
import { useApp } from '../app-store.ts'
import { isAllowed } from '../state/rights.ts'
import { Button } from '../ui/button.tsx'

/** Has the pages of a document that were given up read once more. */
export function ReadAgain({ document }: { readonly document: string }) {
  const { t } = useTranslation()
  const read = useApp((state) => state.readUnread)
  const mayRead = useApp((state) => isAllowed(state, 'readUnread'))
  if (!mayRead) return null
  return (
    <Button size="small" onPress={() => void read(document)}>
      {t('reading.read-again')}
    </Button>
  )
}
