import type { TFunction } from 'i18next'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DescriptionElement } from '../../domain/authority-api.ts'
import { CODE_SEPARATOR } from '../../domain/describe.ts'
import { useApp } from '../app-store.ts'
import { readyValue } from '../state/attempt.ts'
import { draftOf } from '../state/workspace-slice.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { Select } from '../ui/select.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './description-form.module.css'
import { choosable, shownCodes } from './description-words.ts'
import { faultText } from './fault-text.ts'
import { HelpMark } from './help-mark.tsx'

interface BoxProps {
  readonly id: string
  readonly one: DescriptionElement
}

/** One element: a list as a choice, a flag as a box to tick, all else as text. */
export function DescriptionBox(props: BoxProps) {
  switch (props.one.element.type) {
    case 'code':
      return <CodeBox {...props} />
    case 'codes':
      return <CodesBox {...props} />
    case 'flag':
      return <FlagBox {...props} />
    case 'text':
    case 'date':
    case 'number':
      return <TextBox {...props} />
  }
}

/** Stands for what holds while nothing is entered. */
const COMPUTED = 'computed'

function CodeBox({ id, one }: BoxProps) {
  const { t } = useTranslation()
  const describe = useApp((state) => state.describe)
  const authority = useApp((state) => readyValue(state.authority))
  const { element, entered, computed } = one
  const fallback =
    computed === ''
      ? t('describe.not-said')
      : t('describe.by-default', { value: shownCodes({ t, authority }, element, computed) })
  return (
    <div className={styles['element']}>
      <Select
        label={useLabel(one)}
        labelSide={<Mark one={one} />}
        placeholder={fallback}
        selected={entered === '' ? COMPUTED : entered}
        options={[
          { id: COMPUTED, label: fallback },
          ...choosable(authority, element).map(({ code, name }) => ({ id: code, label: `${code} ${name}` })),
        ]}
        onSelect={(code) => void describe(id, element.name, code === COMPUTED ? '' : code)}
      />
      <Help one={one} />
    </div>
  )
}

function CodesBox({ id, one }: BoxProps) {
  const describe = useApp((state) => state.describe)
  const authority = useApp((state) => readyValue(state.authority))
  const { element, entered, computed } = one
  const chosen = (entered || computed).split(CODE_SEPARATOR).filter(Boolean)
  const toggle = (code: string, isChosen: boolean): void => {
    const codes = choosable(authority, element).flatMap((entry) => {
      const stays = entry.code === code ? isChosen : chosen.includes(entry.code)
      return stays ? [entry.code] : []
    })
    void describe(id, element.name, codes.join(CODE_SEPARATOR))
  }
  return (
    <fieldset className={styles['element']}>
      <legend className={styles['legend']}>
        {useLabel(one)} <Mark one={one} />
      </legend>
      <div className={styles['codes']}>
        {choosable(authority, element).map(({ code, name }) => (
          <Checkbox
            key={code}
            isChecked={chosen.includes(code)}
            onChange={(isChosen) => toggle(code, isChosen)}
          >
            {name}
          </Checkbox>
        ))}
      </div>
      <Help one={one} />
    </fieldset>
  )
}

function FlagBox({ id, one }: BoxProps) {
  const describe = useApp((state) => state.describe)
  const { element, entered, computed } = one
  return (
    <div className={styles['element']}>
      <Checkbox
        isChecked={(entered || computed) === '1'}
        onChange={(isSet) => void describe(id, element.name, isSet ? '1' : '0')}
      >
        {useLabel(one)}
      </Checkbox>
      <Mark one={one} />
      <Help one={one} />
    </div>
  )
}

/** From here on a text has a box of several lines. */
const ONE_LINE = 100

function TextBox({ id, one }: BoxProps) {
  const { t } = useTranslation()
  const describe = useApp((state) => state.describe)
  const error = useRefusal(one)
  const { element, entered, computed } = one
  const keepDraft = useApp((state) => state.keepDraft)
  const form = `describe:${id}:${element.name}`
  const kept = useApp((state) => draftOf(state, form)?.values['typed'] ?? null)
  // What was typed when the window broke down stands in the box again.
  const [typed, setTypedHere] = useState(kept)
  const setTyped = (text: string | null): void => {
    setTypedHere(text)
    keepDraft(form, text === null ? null : { typed: text })
  }
  const save = async (): Promise<void> => {
    if (typed === null || typed === entered) return setTyped(null)
    if (await describe(id, element.name, typed)) setTyped(null)
  }
  // What was typed is kept also where the form goes away under the hands.
  const unsaved = useRef(save)
  useEffect(() => {
    unsaved.current = save
  })
  useEffect(() => () => void unsaved.current(), [])
  const isLong = element.maxLength === null || element.maxLength > ONE_LINE
  const words = {
    label: useLabel(one),
    labelSide: <Mark one={one} />,
    description: [element.help, lengthText(t, element.maxLength)].filter(Boolean).join('. '),
    error,
    value: typed ?? entered,
    onChange: setTyped,
    onBlur: () => void save(),
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void save()
  }
  return (
    <form className={styles['element']} onSubmit={submit} noValidate>
      {isLong ? <TextArea {...words} rows={2} /> : <TextField {...words} />}
      {computed === '' || words.value !== '' ? null : (
        <p className={styles['note']}>{t('describe.by-default', { value: computed })}</p>
      )}
    </form>
  )
}

function lengthText(t: TFunction, most: number | null): string {
  return most === null ? '' : t('describe.most', { count: most })
}

/** What the law means by the element. */
function Mark({ one: { element } }: { readonly one: DescriptionElement }) {
  return <HelpMark topic={`element/${element.name}`} label={element.label} />
}

/** The law's name of the element, with a mark where something must stand. */
function useLabel({ element }: DescriptionElement): string {
  const { t } = useTranslation()
  return element.required === 'no' ? element.label : t('describe.required', { label: element.label })
}

/** Why the last value was not taken, in words. */
function useRefusal({ element }: DescriptionElement): string | null {
  const { t } = useTranslation()
  const fault = useApp((state) => state.description?.refused[element.name] ?? null)
  return fault === null ? null : Object.values(faultText(t, fault)).join(' ')
}

function Help({ one }: { readonly one: DescriptionElement }) {
  const refusal = useRefusal(one)
  if (refusal !== null)
    return (
      <p role="alert" className={styles['wrong']}>
        {refusal}
      </p>
    )
  const { help } = one.element
  return help === undefined ? null : <p className={styles['note']}>{help}</p>
}
