import { Check, GripVertical } from 'lucide-react'
import { Button, Cell, Checkbox, Column } from 'react-aria-components'
import box from './checkbox.module.css'
import { classes } from './classes.ts'
import type { RowChoice } from './row-choice.ts'
import styles from './table.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

/** The head of the column in which rows are chosen. */
export function RowHandlesHead({ choice }: { readonly choice: RowChoice }) {
  return (
    <Column id="choice" className={classes(styles['head'], styles['handles'])}>
      <VisuallyHidden>{choice.words.column}</VisuallyHidden>
    </Column>
  )
}

/** A box to choose a row with and, where rows may be put elsewhere, a handle to drag it by. */
export function RowHandles({ choice, rowText }: { readonly choice: RowChoice; readonly rowText: string }) {
  return (
    <Cell className={classes(styles['cell'], styles['handles'])}>
      <span className={styles['handlesRow']}>
        {choice.onDrop === null ? null : (
          <Button slot="drag" className={styles['grip'] ?? ''} aria-label={choice.words.handle(rowText)}>
            <GripVertical aria-hidden="true" />
          </Button>
        )}
        <Checkbox slot="selection" className={box['checkbox'] ?? ''} aria-label={choice.words.box(rowText)}>
          <span className={box['box']} aria-hidden="true">
            <Check />
          </span>
        </Checkbox>
      </span>
    </Cell>
  )
}
