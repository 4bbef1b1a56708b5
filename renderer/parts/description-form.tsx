import { memo, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Description, DescriptionElement } from '../../domain/authority-api.ts'
import { isApplicable } from '../../domain/describe.ts'
import { useApp } from '../app-store.ts'
import { readyValue } from '../state/attempt.ts'
import { isAllowed } from '../state/rights.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { Facts } from '../ui/facts.tsx'
import { DescriptionBox } from './description-box.tsx'
import styles from './description-form.module.css'
import { shownCodes } from './description-words.ts'
import { RemoteView } from './remote-view.tsx'

/** The further elements that the law wants of a case file or a document, folded below their title; each is saved when it is left. */
export const DescriptionForm = memo(function DescriptionForm({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const load = useApp((state) => state.loadDescription)
  const shown = useApp((state) => (state.description?.id === id ? state.description.described : null))
  const wanted = useApp((state) =>
    state.wantedElement?.id === id && state.description?.id === id ? state.wantedElement.turn : 0,
  )
  const profile = useApp((state) => {
    const law = readyValue(state.law)
    return law?.profiles.find((known) => known.id === law.profile)?.name ?? ''
  })
  return (
    <Disclosure
      key={wanted}
      title={t('describe.title', { profile })}
      isOpenAtFirst={wanted > 0}
      onOpen={() => void load(id)}
    >
      {shown === null ? null : (
        <RemoteView remote={shown} loadingText={t('describe.loading')} onRetry={() => load(id)}>
          {(description) => <Elements id={id} description={description} />}
        </RemoteView>
      )}
    </Disclosure>
  )
})

function Elements({ id, description }: { readonly id: string; readonly description: Description }) {
  const { t } = useTranslation()
  const mayWrite = useApp((state) => isAllowed(state, 'describe'))
  const { elements, isOpen } = description
  const valueOf = (name: string): string => {
    const found = elements.find(({ element }) => element.name === name)
    return found === undefined ? '' : found.entered || found.computed
  }
  const applicable = elements.filter(({ element }) => isApplicable(element, valueOf))
  const place = useRef<HTMLDivElement>(null)
  const wanted = useApp((state) => (state.wantedElement?.id === id ? state.wantedElement : null))
  useEffect(() => {
    if (wanted === null) return
    place.current
      ?.querySelector<HTMLElement>(`[data-element="${wanted.element}"]`)
      // Beside a box stands a mark that explains it, which Tab passes over.
      ?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button:not([tabindex="-1"])')
      ?.focus()
  }, [wanted])
  if (!isOpen || !mayWrite) return <ReadOnly elements={applicable} isOpen={isOpen} />
  return (
    <div ref={place} className={styles['elements']} data-keeps-keys>
      <p className={styles['note']}>{t('describe.lead')}</p>
      {applicable.map((one) => (
        <div key={one.element.name} data-element={one.element.name} data-help={`element/${one.element.name}`}>
          <DescriptionBox id={id} one={one} />
        </div>
      ))}
    </div>
  )
}

function ReadOnly({
  elements,
  isOpen,
}: {
  readonly elements: readonly DescriptionElement[]
  readonly isOpen: boolean
}) {
  const { t } = useTranslation()
  const authority = useApp((state) => readyValue(state.authority))
  return (
    <div className={styles['elements']}>
      <p className={styles['note']}>{t(isOpen ? 'describe.only-look' : 'describe.closed')}</p>
      <Facts
        facts={elements.map(({ element, entered, computed }) => ({
          name: element.label,
          value: shownCodes({ t, authority }, element, entered || computed) || t('common.none'),
        }))}
      />
    </div>
  )
}
