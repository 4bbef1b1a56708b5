import { FlaskConical, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { openVault } from '../../state/session-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import styles from './settings.module.css'

/** Of a vault of samples: what opens it, and the way to a real one. */
export function SamplePanel() {
  const { t } = useTranslation()
  const sample = useApp((state) => openVault(state)?.sample ?? null)
  const openDialog = useApp((state) => state.openDialog)
  if (sample === null) return null
  return (
    <Panel
      title={t('sample.panel')}
      actions={
        <Button
          size="small"
          kind="danger"
          icon={<Trash2 />}
          onPress={() => openDialog({ kind: 'discard-sample' })}
        >
          {t('sample.discard')}
        </Button>
      }
    >
      <Facts facts={[{ name: t('sample.passphrase'), value: sample.passphrase }]} />
      <p className={styles['note']}>
        <FlaskConical aria-hidden="true" className={styles['noteIcon']} /> {t('sample.meaning')}
      </p>
    </Panel>
  )
}
