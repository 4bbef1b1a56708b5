import { ListBoxItem, Text } from 'react-aria-components'
import styles from './field.module.css'
import type { Option } from './option.ts'

/** One option in the list of a select or combo box. */
export function OptionItem({ option }: { readonly option: Option }) {
  return (
    <ListBoxItem id={option.id} textValue={option.label} className={styles['option'] ?? ''}>
      <Text slot="label">{option.label}</Text>
      {option.detail === undefined ? null : (
        <Text slot="description" className={styles['detail'] ?? ''}>
          {option.detail}
        </Text>
      )}
    </ListBoxItem>
  )
}
