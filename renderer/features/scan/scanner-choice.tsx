import { Network, RefreshCw, ScanLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { FaultBanner } from '../../parts/fault-banner.tsx'
import { readyValue } from '../../state/attempt.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select } from '../../ui/select.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './scan.module.css'

/** Which scanner, of those that answer. */
export function ScannerChoice() {
  const { t } = useTranslation()
  const found = useApp((state) => state.scanForm.scanners)
  const selected = useApp((state) => state.scanForm.scanner)
  const choose = useApp((state) => state.chooseScanner)
  const find = useApp((state) => state.findScanners)
  const rows = readyValue(found)?.scanners ?? []
  return (
    <div className={styles['group']}>
      {found.kind === 'loading' ? <Spinner countText={t('scan.finding')} /> : null}
      {found.kind === 'failed' ? <FaultBanner fault={found.fault} /> : null}
      {rows.length === 0 ? null : (
        <Select
          label={t('scan.scanner')}
          options={rows.map(({ id, name }) => ({ id, label: name }))}
          selected={selected}
          placeholder={t('scan.scanner-none')}
          onSelect={(id) => void choose(id)}
        />
      )}
      {found.kind === 'ready' && rows.length === 0 ? (
        <EmptyState icon={<ScanLine />} title={t('scan.none')}>
          {t('scan.none-text')}
        </EmptyState>
      ) : null}
      {readyValue(found)?.faults.map((fault) => (
        <FaultBanner key={`${fault.code}${fault.detail['reason'] ?? ''}`} fault={fault} tone="warn" />
      ))}
      <Asked />
      <div className={styles['row']}>
        <Button size="small" icon={<RefreshCw />} onPress={() => void find(false)}>
          {t('scan.find-again')}
        </Button>
        <Button size="small" icon={<Network />} onPress={() => void find(true)}>
          {t('scan.find-network')}
        </Button>
      </div>
    </div>
  )
}

/** Whether the chosen scanner told what it can do. */
function Asked() {
  const { t } = useTranslation()
  const ability = useApp((state) => state.scanForm.ability)
  if (ability?.kind === 'loading') return <Spinner countText={t('scan.asking')} />
  return ability?.kind === 'failed' ? <FaultBanner fault={ability.fault} /> : null
}
