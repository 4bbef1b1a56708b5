import { ComboBox as AriaComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Agency } from '../../../domain/authority.ts'
import { HelpMark } from '../../parts/help-mark.tsx'
import styles from '../../ui/field.module.css'
import { FieldHeading, FieldNote } from '../../ui/field-words.tsx'
import { agenciesFor } from './agencies-for.ts'

/** The name of the agency: chosen by any part of it with or without tone marks, or typed where the list has no such one. */
export function AgencyField({
  agencies,
  name,
  error,
  onChange,
  onChoose,
}: {
  readonly agencies: readonly Agency[]
  readonly name: string
  readonly error: string | null
  readonly onChange: (name: string) => void
  readonly onChoose: (agency: Agency) => void
}) {
  const { t } = useTranslation()
  const label = t('first-run.commune')
  const found = agenciesFor(agencies, name)
  const choose = (chosen: string | null): void => {
    const agency = agencies.find((each) => each.name === chosen)
    if (agency !== undefined) onChoose(agency)
  }
  return (
    <div data-help="first-run/commune">
      <AriaComboBox
        className={styles['field'] ?? ''}
        items={found.map(({ name: id }) => ({ id }))}
        inputValue={name}
        allowsCustomValue
        isRequired
        isInvalid={error !== null}
        validationBehavior="aria"
        menuTrigger="input"
        autoFocus
        onInputChange={onChange}
        onSelectionChange={(key) => choose(key === null ? null : String(key))}
      >
        <FieldHeading label={label} labelSide={<HelpMark topic="first-run/commune" label={label} />} />
        <Input className={styles['input'] ?? ''} />
        <FieldNote label={label} description={t('first-run.commune-example')} error={error} />
        <Popover className={styles['popover'] ?? ''}>
          <ListBox<{ readonly id: string }> className={styles['options'] ?? ''}>
            {({ id }) => (
              <ListBoxItem id={id} textValue={id} className={styles['option'] ?? ''}>
                {id}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaComboBox>
    </div>
  )
}
