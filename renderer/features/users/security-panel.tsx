import { KeyRound, Printer } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Security } from '../../../domain/security-api.ts'
import { useApp } from '../../app-store.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { formatInstant } from '../../state/date-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { openVault } from '../../state/session-slice.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './users.module.css'

const idleChoices = [5, 10, 15, 30, 60] as const

/** The own passphrase for everybody; idle time, recovery sheets and the province's key for administrators. */
export function SecurityPanel() {
  const { t } = useTranslation()
  const user = useApp((state) => openVault(state)?.user ?? null)
  const security = useApp((state) => state.security)
  const canSee = useApp((state) => isAllowed(state, 'security'))
  const openDialog = useApp((state) => state.openDialog)
  if (user === null) return null
  return (
    <Panel
      title={t('security.title')}
      actions={
        <Button
          size="small"
          icon={<KeyRound />}
          onPress={() => openDialog({ kind: 'user', form: { kind: 'change-passphrase' } })}
        >
          {t('users.change-passphrase')}
        </Button>
      }
    >
      <div className={styles['column']}>
        <Facts
          facts={[
            { name: t('security.signed-in'), value: user.name },
            { name: t('users.role'), value: t(`role.${user.role}`) },
            { name: t('security.may'), value: t(`users.role-means.${user.role}`), isWide: true },
          ]}
        />
        {canSee ? (
          <RemoteView remote={security} loadingText={t('users.loading')}>
            {(value) => <Locks security={value} />}
          </RemoteView>
        ) : null}
      </div>
    </Panel>
  )
}

function Locks({ security }: { readonly security: Security }) {
  const { t } = useTranslation()
  const setIdleMinutes = useApp((state) => state.setIdleMinutes)
  const { idleMinutes } = security
  const choices = [...new Set([...idleChoices, idleMinutes])].sort((a, b) => a - b)
  return (
    <>
      <Select
        label={t('security.idle')}
        placeholder={t('common.none')}
        selected={String(idleMinutes)}
        options={choices.map((count) => ({
          id: String(count),
          label: t('security.idle-minutes', { count }),
        }))}
        onSelect={(id) => void setIdleMinutes(Number(id))}
      />
      <Sheets security={security} />
      <ProvinceKey provinceKey={security.provinceKey} />
    </>
  )
}

function Sheets({ security: { sheets } }: { readonly security: Security }) {
  const { t } = useTranslation()
  const openDialog = useApp((state) => state.openDialog)
  const confirmSheet = useApp((state) => state.confirmSheet)
  return (
    <div className={styles['block']}>
      <h3>{t('security.sheets')}</h3>
      <ul className={styles['block']}>
        {sheets.map(({ slot, confirmedAt }) => (
          <li key={slot} className={styles['tools']}>
            <span>
              {confirmedAt === null
                ? t('security.sheet-unconfirmed')
                : t('security.sheet-kept', { time: formatInstant(confirmedAt) })}
            </span>
            {confirmedAt === null ? (
              <Button size="small" onPress={() => void confirmSheet(slot)}>
                {t('security.have-sheet')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <div>
        <Button
          size="small"
          icon={<Printer />}
          onPress={() => openDialog({ kind: 'user', form: { kind: 'new-sheet' } })}
        >
          {t('security.new-sheet')}
        </Button>
      </div>
    </div>
  )
}

function ProvinceKey({ provinceKey }: { readonly provinceKey: string | null }) {
  const { t } = useTranslation()
  const openDialog = useApp((state) => state.openDialog)
  const setProvinceKey = useApp((state) => state.setProvinceKey)
  return (
    <div className={styles['block']}>
      <h3>{t('security.province-key')}</h3>
      {provinceKey === null ? (
        <p>{t('security.province-key-none')}</p>
      ) : (
        <p className={styles['key']}>{provinceKey}</p>
      )}
      <div className={styles['tools']}>
        <Button size="small" onPress={() => openDialog({ kind: 'user', form: { kind: 'province-key' } })}>
          {t('security.province-key-set')}
        </Button>
        {provinceKey === null ? null : (
          <Button size="small" onPress={() => void setProvinceKey(null)}>
            {t('security.province-key-remove')}
          </Button>
        )}
      </div>
    </div>
  )
}
