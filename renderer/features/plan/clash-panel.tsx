import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clash } from '../../../domain/plan-api.ts'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { MoreButton } from '../../ui/more-button.tsx'

/** Notations that two stations gave; one press gives the later one another. */
export function ClashPanel() {
  const { t } = useTranslation()
  const clashes = useApp((state) => readyValue(state.clashes)) ?? []
  const [count, setCount] = useState(SHOWN_AT_FIRST)
  return (
    <>
      {clashes.slice(0, count).map((clash) => (
        <ClashBanner key={clash.holders.map(({ id }) => id).join(' ')} clash={clash} />
      ))}
      <MoreButton
        hidden={clashes.length - count}
        text={(left) => t('plan.clash-more', { count: left })}
        onMore={() => setCount(count + SHOWN_AFTER)}
      />
    </>
  )
}

/** Two stations that worked apart for long leave many; the plan below them shall be seen. */
const SHOWN_AT_FIRST = 3
const SHOWN_AFTER = 20

function ClashBanner({ clash: { notation, holders, renumber } }: { readonly clash: Clash }) {
  const { t } = useTranslation()
  const give = useApp((state) => state.renumber)
  const canGive = useApp((state) => isAllowed(state, 'renumber'))
  const action =
    renumber === null || !canGive ? null : (
      <Button size="small" onPress={() => void give(renumber)}>
        {t('plan.renumber')}
      </Button>
    )
  return (
    <Banner tone="warn" title={t('plan.clash', { notation, count: holders.length })} action={action}>
      <ul>
        {holders.map(({ id, title, madeAt, isEntry }) => (
          <li key={id}>
            {t(isEntry ? 'plan.clash-entry' : 'plan.clash-file', { title, at: formatInstant(madeAt) })}
          </li>
        ))}
      </ul>
      {renumber === null ? t('plan.clash-closed') : t('plan.clash-next')}
    </Banner>
  )
}
