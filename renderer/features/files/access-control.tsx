import { Lock, LockOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './files.module.css'

/** Whether every look at the file is written down, and what changes that while the file is open. */
export function AccessControl({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const setAccess = useApp((state) => state.setCaseFileAccess)
  const isAllowedTo = useApp((state) => isAllowed(state, 'setCaseFileAccess'))
  const isRestricted = file.access === 'restricted'
  const next = isRestricted ? 'open' : 'restricted'
  return (
    <div className={styles['actions']}>
      <Badge tone={isRestricted ? 'warn' : 'neutral'} icon={isRestricted ? <Lock /> : <LockOpen />}>
        {t(`files.access-level.${file.access}`)}
      </Badge>
      {isAllowedTo && file.state === 'open' ? (
        <Button size="small" onPress={() => void setAccess(file.id, next)}>
          {t(`files.access-set.${next}`)}
        </Button>
      ) : null}
    </div>
  )
}
