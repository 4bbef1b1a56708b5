import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
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
  // What nobody has unfolded yet is not drawn: on some screens it is more than all the rest.
  const [isDrawn, setDrawn] = useState(isOpenAtFirst)
  return (
    <AriaDisclosure
      className={styles['disclosure'] ?? ''}
      defaultExpanded={isOpenAtFirst}
      onExpandedChange={(isOpen) => {
        if (!isOpen) return
        setDrawn(true)
        onOpen?.()
      }}
    >
      <Button slot="trigger" className={styles['title'] ?? ''}>
        <ChevronRight aria-hidden="true" />
        {title}
      </Button>
      <DisclosurePanel>{isDrawn ? children : null}</DisclosurePanel>
    </AriaDisclosure>
  )
}
