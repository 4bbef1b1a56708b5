import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'
import styles from './tabs.module.css'

export interface TabPage<Id extends string> {
  readonly id: Id
  readonly name: string
  readonly content: () => ReactNode
}

/** Pages of which one is shown, chosen by name; the arrow keys walk the names. */
export function Tabs<Id extends string>({
  label,
  pages,
  selected,
  onSelect,
}: {
  readonly label: string
  readonly pages: readonly TabPage<Id>[]
  readonly selected: Id
  readonly onSelect: (id: Id) => void
}) {
  const select = (key: string): void => {
    const page = pages.find(({ id }) => id === key)
    if (page !== undefined) onSelect(page.id)
  }
  return (
    <AriaTabs
      className={styles['tabs'] ?? ''}
      selectedKey={selected}
      onSelectionChange={(key) => select(String(key))}
    >
      <TabList aria-label={label} className={styles['list'] ?? ''}>
        {pages.map(({ id, name }) => (
          <Tab key={id} id={id} className={styles['tab'] ?? ''}>
            {name}
          </Tab>
        ))}
      </TabList>
      {pages.map(({ id, content }) => (
        <TabPanel key={id} id={id} className={styles['panel'] ?? ''}>
          {id === selected ? content() : null}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
