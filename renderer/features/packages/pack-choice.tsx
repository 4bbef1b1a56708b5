import { useTranslation } from 'react-i18next'
import type { CaseFileRow } from '../../../domain/desk-rows.ts'
import { CaseStateBadge } from '../../parts/case-state-badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import styles from './packages.module.css'

/** Beyond so many rows a list is chosen as a whole or not at all. */
const MOST_SHOWN = 300

/** Which case files are to be packed. */
export function PackChoice({
  rows,
  picked,
  onPick,
}: {
  readonly rows: readonly CaseFileRow[]
  readonly picked: readonly string[]
  readonly onPick: (picked: readonly string[]) => void
}) {
  const { t } = useTranslation()
  const known = new Set(picked)
  const pick = (id: string, isPicked: boolean): void =>
    onPick(isPicked ? [...picked, id] : picked.filter((other) => other !== id))
  return (
    <>
      <div className={styles['picked']}>
        <span>{t('packages.picked', { count: picked.length, total: rows.length })}</span>
        <Button
          kind="quiet"
          size="small"
          onPress={() => onPick(picked.length === rows.length ? [] : rows.map(({ file }) => file.id))}
        >
          {picked.length === rows.length ? t('packages.none') : t('packages.all')}
        </Button>
      </div>
      <ul className={styles['choices']} aria-label={t('packages.files')}>
        {rows.slice(0, MOST_SHOWN).map(({ file, documents, pages }) => (
          <li key={file.id} className={styles['choice']}>
            <Checkbox isChecked={known.has(file.id)} onChange={(isPicked) => pick(file.id, isPicked)}>
              {`${file.notation} ${file.title}`}
              <span className={styles['itemNote']}>{t('files.size-of', { documents, pages })}</span>
            </Checkbox>
            <CaseStateBadge state={file.state} />
          </li>
        ))}
      </ul>
      {rows.length > MOST_SHOWN ? (
        <p className={styles['itemNote']}>{t('packages.more', { count: rows.length - MOST_SHOWN })}</p>
      ) : null}
    </>
  )
}
