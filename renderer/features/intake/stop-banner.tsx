import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'

/** Says that everything that came in stands still, and leads to the decision. */
export function StopBanner() {
  const { t } = useTranslation()
  const state = useApp((app) => readyValue(app.intakeState))
  const open = useApp((app) => app.openDialog)
  if (state === null || (state.stop === null && !state.isHeld)) return null
  const isDecided = state.stop === null
  return (
    <Banner
      tone="warn"
      title={t(isDecided ? 'secret.held-title' : 'secret.banner')}
      action={
        <Button kind="primary" size="small" onPress={() => open({ kind: 'secret-stop' })}>
          {t(isDecided ? 'secret.continue' : 'secret.banner-open')}
        </Button>
      }
    >
      {t(isDecided ? 'secret.held-lead' : 'secret.banner-next')}
    </Banner>
  )
}
