import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Disclosure as AriaDisclosure, Button, DisclosurePanel } from 'react-aria-components'
import styles from './disclosure.module.css'

/** Something that stands folded below its title. */
export function Disclosure({
  title,
  isOpenAtFirst = false,
  onOpen,
  children,
}: {
  readonly title: string
  readonly isOpenAtFirst?: boolean
  /** It is being unfolded. */
  readonly onOpen?: () => void
  readonly children: ReactNode
}) {
  return (
    <AriaDisclosure
      className={styles['disclosure'] ?? ''}
      defaultExpanded={isOpenAtFirst}
      onExpandedChange={(isOpen) => (isOpen ? onOpen?.() : undefined)}
    >
      <Button slot="trigger" className={styles['title'] ?? ''}>
        <ChevronRight aria-hidden="true" />
        {title}
      </Button>
      <DisclosurePanel>{children}</DisclosurePanel>
    </AriaDisclosure>
  )
}
