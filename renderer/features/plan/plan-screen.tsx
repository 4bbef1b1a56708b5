import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { ScreenFrame } from '../../parts/screen-frame.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { FondsTab } from './fonds-tab.tsx'
import { IssuersTab } from './issuers-tab.tsx'
import { PlanTab } from './plan-tab.tsx'

/** The yearly plan (danh mục hồ sơ), the fonds it belongs to, and the bodies that issue documents. */
export function PlanScreen() {
  const { t } = useTranslation()
  const tab = useApp((state) => state.planTab)
  const show = useApp((state) => state.showPlanTab)
  return (
    <ScreenFrame title={t('screen.plan')} lead={t('plan.lead')}>
      <Tabs
        label={t('plan.tabs')}
        selected={tab}
        onSelect={show}
        pages={[
          { id: 'plan', name: t('plan.tab.plan'), content: () => <PlanTab /> },
          { id: 'fonds', name: t('plan.tab.fonds'), content: () => <FondsTab /> },
          { id: 'issuers', name: t('plan.tab.issuers'), content: () => <IssuersTab /> },
        ]}
      />
    </ScreenFrame>
  )
}
