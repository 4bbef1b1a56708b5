import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import { readyValue } from '../../state/attempt.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './scan.module.css'

/** Scanners in the network that were typed in by their addresses. */
export function NetworkScanners() {
  const { t } = useTranslation()
  const add = useApp((state) => state.addNetworkScanner)
  const forget = useApp((state) => state.forgetNetworkScanner)
  const scanner = useApp((state) => state.scanForm.scanner)
  const isOfNetwork = useApp((state) =>
    (readyValue(state.scan)?.network ?? []).some(({ id }) => id === state.scanForm.scanner),
  )
  const [address, setAddress] = useState('')
  return (
    <>
      <TextField
        label={t('scan.address')}
        description={t('scan.address-hint')}
        value={address}
        onChange={setAddress}
      />
      <div className={styles['row']}>
        <Button
          size="small"
          isDisabled={address.trim() === ''}
          onPress={() => void add(address).then(() => setAddress(''))}
        >
          {t('scan.address-add')}
        </Button>
        {isOfNetwork && scanner !== null ? (
          <IconButton
            label={t('scan.address-forget')}
            icon={<Trash2 />}
            onPress={() => void forget(scanner)}
          />
        ) : null}
      </div>
    </>
  )
}
