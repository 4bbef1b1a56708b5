import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { failingText } from '../../parts/failing-text.ts'
import type { Review } from '../../state/review.ts'
import { failedPage } from '../../state/verdict-slice.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

/** What the archive said against the document, over the page, until it is accepted anew or handed over again. */
export function VerdictBanner({ review: { document, page, turn } }: { readonly review: Review }) {
  const { t } = useTranslation()
  const verdict = useApp((state) => state.verdict)
  const lookAt = useApp((state) => state.lookAt)
  const failing = verdict?.turn === turn ? verdict.failing : null
  if (failing === null) return null
  const at = failedPage(document, failing)
  return (
    <Banner
      tone="error"
      title={failingText(t, failing, document)}
      action={
        at === null || at === page ? null : (
          <Button size="small" onPress={() => lookAt(at, null)}>
            {t('verdict.go', { number: at + 1 })}
          </Button>
        )
      }
    >
      {t('verdict.next')}
    </Banner>
  )
}
