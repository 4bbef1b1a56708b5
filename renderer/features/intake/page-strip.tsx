import { Check, Clock, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { pageImageUrl } from '../../../domain/api.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { Badge } from '../../ui/badge.tsx'
import { Strip } from '../../ui/strip.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'
import { PageFlags, useStripName } from './page-card.tsx'

const thumbnailPx = 160
const itemWidthPx = 140

/** The pages of a batch in their order, each with whether it has been read. */
export function PageStrip({ batch }: { readonly batch: string }) {
  const { t } = useTranslation()
  const nameOf = useStripName()
  const openPage = useApp((state) => state.openBatchPage)
  const see = useApp((state) => state.seePages)
  const strip = useApp((state) => readyValue(state.strips[batch] ?? null))
  if (strip === null) return null
  return (
    <Strip
      label={t('intake.pages')}
      count={strip.total}
      itemWidthPx={itemWidthPx}
      onSee={(first, last) => see(batch, first, last)}
      render={(at) => {
        const shown = strip.rows.get(at)
        if (shown === undefined) return null
        const { page, state, turn } = shown
        const caption = t('intake.page-number', { number: at + 1 })
        return (
          <Thumbnail
            src={pageImageUrl(page, thumbnailPx)}
            name={nameOf(shown, at + 1)}
            caption={caption}
            turn={turn}
            state={
              <>
                <PageFlags row={shown} />
                {state === 'read' && (shown.isSheet || shown.isBlank) ? null : (
                  <Badge tone={looks[state].tone} icon={looks[state].icon}>
                    {t(`intake.page.${state}`)}
                  </Badge>
                )}
              </>
            }
            onPress={() => void openPage(shown)}
          />
        )
      }}
    />
  )
}

const looks = {
  read: { tone: 'ok', icon: <Check /> },
  unread: { tone: 'warn', icon: <TriangleAlert /> },
  waiting: { tone: 'neutral', icon: <Clock /> },
} as const
