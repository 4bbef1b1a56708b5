import type { ChangedField, ListChange } from '../../../domain/list-api.ts'
import type { RecordId } from '../../../domain/op.ts'

/** What is typed and chosen in the form of a change; only what belongs to its field counts. */
export interface BulkForm {
  readonly field: ChangedField
  readonly value: string
  readonly place: { readonly store: string; readonly shelf: string; readonly box: string }
  /** The case file that takes documents, by its id and its name; null where none is chosen. */
  readonly target: { readonly id: RecordId; readonly name: string } | null
  /** An empty value was meant. */
  readonly isCleared: boolean
}

const nowhere = { store: '', shelf: '', box: '' }

export function emptyForm(field: ChangedField): BulkForm {
  return { field, value: '', place: nowhere, target: null, isCleared: false }
}

type Read = (form: BulkForm) => ListChange | null

const readers: Readonly<Record<ChangedField, Read>> = {
  place: placeIn,
  caseFile: ({ target, isCleared }) => {
    if (isCleared) return { field: 'caseFile', value: null }
    return target === null ? null : { field: 'caseFile', value: target.id }
  },
  access: ({ value }) => (value === 'open' || value === 'restricted' ? { field: 'access', value } : null),
  keyword: (form) => clearable(form, (value) => ({ field: 'keyword', value })),
  note: (form) => clearable(form, (value) => ({ field: 'note', value })),
  maker: (form) => clearable(form, (value) => ({ field: 'maker', value })),
  retention: (form) => said(form, (value) => ({ field: 'retention', value })),
  type: (form) => said(form, (value) => ({ field: 'type', value })),
  issuer: (form) => said(form, (value) => ({ field: 'issuer', value })),
}

/** The change that a form asks for, null while it is not filled in. */
export function changeIn(form: BulkForm): ListChange | null {
  return readers[form.field](form)
}

type Make = (value: string) => ListChange

function said({ value }: BulkForm, make: Make): ListChange | null {
  return value.trim() === '' ? null : make(value.trim())
}

function clearable(form: BulkForm, make: Make): ListChange | null {
  return form.isCleared ? make('') : said(form, make)
}

function placeIn({ place, isCleared }: BulkForm): ListChange | null {
  const typed = { store: place.store.trim(), shelf: place.shelf.trim(), box: place.box.trim() }
  if (Object.values(typed).some((part) => part !== '')) return { field: 'place', value: typed }
  return isCleared ? { field: 'place', value: null } : null
}
