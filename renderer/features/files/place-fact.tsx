import { MapPin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CaseFile } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { placeText } from '../../parts/place-text.ts'
import { isAllowed } from '../../state/rights.ts'
import { Button } from '../../ui/button.tsx'
import styles from './files.module.css'

/** Where the paper of a case file lies; it can be moved whatever the state of the file is. */
export function PlaceFact({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const open = useApp((state) => state.openAssemble)
  const canSet = useApp((state) => isAllowed(state, 'setPlace'))
  return (
    <div className={styles['actions']}>
      <span>{placeText(t, file.place) ?? t('place.unknown')}</span>
      {canSet ? (
        <Button
          size="small"
          icon={<MapPin />}
          onPress={() => open({ kind: 'place', caseFiles: [file.id], place: file.place })}
        >
          {t('place.set')}
        </Button>
      ) : null}
    </div>
  )
}
