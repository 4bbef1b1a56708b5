import { Check, Clock, TriangleAlert } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type BatchProgress, pageImageUrl } from '../../../domain/api.ts'
import { useApp } from '../../app-store.ts'
import { Badge } from '../../ui/badge.tsx'
import { Strip } from '../../ui/strip.tsx'
import { Thumbnail } from '../../ui/thumbnail.tsx'

const thumbnailPx = 160
const itemWidthPx = 140

/** The pages of a batch in their order, each with whether it has been read. */
export function PageStrip({ progress }: { readonly progress: BatchProgress }) {
  const { t } = useTranslation()
  const openPage = useApp((state) => state.openPage)
  const pages = useMemo(
    () =>
      progress.documents.flatMap((document) =>
        document.pages.map((page, index) => ({ document, page, index })),
      ),
    [progress.documents],
  )
  return (
    <Strip
      label={t('intake.pages')}
      count={pages.length}
      itemWidthPx={itemWidthPx}
      render={(at) => {
        const shown = pages[at]
        if (shown === undefined) return null
        const { document, page, index } = shown
        const state = page.id in document.texts ? 'read' : page.id in document.unread ? 'unread' : 'waiting'
        const caption = t('intake.page-number', { number: at + 1 })
        return (
          <Thumbnail
            src={pageImageUrl(page, thumbnailPx)}
            name={`${caption}, ${t(`intake.page.${state}`)}`}
            caption={caption}
            state={
              <Badge tone={looks[state].tone} icon={looks[state].icon}>
                {t(`intake.page.${state}`)}
              </Badge>
            }
            onPress={() => void openPage(document, index)}
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
