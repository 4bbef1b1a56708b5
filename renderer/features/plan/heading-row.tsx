import { ArrowDown, ArrowUp, Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { headingLevels } from '../../../domain/plan-headings.ts'
import { useApp } from '../../app-store.ts'
import { isAllowed } from '../../state/rights.ts'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './plan.module.css'
import { COLUMNS } from './plan-columns.ts'

/** A heading of the plan, with what moves and renames it while the plan is no more than a draft. */
export function HeadingRow({ heading, isLocked }: { readonly heading: string; readonly isLocked: boolean }) {
  const { t } = useTranslation()
  const move = useApp((state) => state.moveHeading)
  const openForm = useApp((state) => state.openPlanForm)
  const canMove = useApp((state) => isAllowed(state, 'moveHeading'))
  const levels = headingLevels(heading)
  const name = levels.at(-1) ?? ''
  return (
    <tr className={styles['heading']}>
      <th scope="colgroup" colSpan={COLUMNS}>
        <div className={classes(styles['headingLine'], levels.length > 1 && styles['below'])}>
          <span>{name}</span>
          {isLocked || !canMove ? null : (
            <span className={styles['tools']}>
              <IconButton
                label={t('plan.heading-up', { name })}
                icon={<ArrowUp />}
                onPress={() => void move(heading, -1)}
              />
              <IconButton
                label={t('plan.heading-down', { name })}
                icon={<ArrowDown />}
                onPress={() => void move(heading, 1)}
              />
              <IconButton
                label={t('plan.heading-rename', { name })}
                icon={<Pencil />}
                onPress={() => openForm({ kind: 'heading', heading })}
              />
            </span>
          )}
        </div>
      </th>
    </tr>
  )
}
