import type { CodeLists } from './authority.ts'
import {
  type DescribeContext,
  documentSources,
  fileSources,
  ownSources,
  type Sources,
} from './describe-sources.ts'
import { cellOf, type ExportProfile, type ProfileElement, type ValueSource } from './export-profile.ts'
import type { CaseFile } from './records/case-file.ts'
import type { Document } from './records/document.ts'
import type { Fonds } from './records/fonds.ts'

/** One element with what stands for it: codes (several joined by ','), ISO dates, plain numbers; '' where empty. */
export interface Described {
  readonly element: ProfileElement
  readonly value: string
}

export interface DescriptionFault {
  readonly element: ProfileElement
  readonly kind: 'missing' | 'too-long' | 'not-in-list'
}

/** Between the codes of an element that may have several. */
export const CODE_SEPARATOR = ','

/** All elements of a case file as a profile wants them, in its order. What can be computed is computed here. */
export function describeCaseFile(profile: ExportProfile, context: DescribeContext): readonly Described[] {
  const { file } = context.contents
  return describe(profile.caseFile, fileSources(profile, context), file.extra)
}

/** All elements of one document of the case file, in the profile's order. */
export function describeDocument(
  profile: ExportProfile,
  context: DescribeContext,
  document: Document,
): readonly Described[] {
  return describe(profile.document, documentSources(profile, context, document), document.extra)
}

/** A case file of a fonds, or a document, whose elements people fill. */
export type DescribeSubject =
  | { readonly kind: 'case-file'; readonly file: CaseFile; readonly fonds: Fonds }
  | { readonly kind: 'document'; readonly document: Document }

/** One element that people fill, with what they entered and what stands where they say nothing. */
export interface EnteredElement {
  readonly element: ProfileElement
  readonly entered: string
  readonly computed: string
}

/** The elements that people fill, in the profile's order. */
export function enteredElements(profile: ExportProfile, subject: DescribeSubject): readonly EnteredElement[] {
  const [elements, extra, sources] =
    subject.kind === 'document'
      ? [profile.document, subject.document.extra, {}]
      : [profile.caseFile, subject.file.extra, ownSources(subject.file, subject.fonds)]
  return elements
    .filter(({ value }) => replaceable.has(value))
    .map((element) => ({
      element,
      entered: extra[cellOf(element)] ?? '',
      computed: valueOf(element, sources, {}),
    }))
}

/** What keeps a description from being lawful. @param lists `codeLists` of the authority */
export function descriptionFaults(
  described: readonly Described[],
  lists: CodeLists,
): readonly DescriptionFault[] {
  const found: DescriptionFault[] = []
  for (const { element, value } of described) {
    if (value === '') {
      if (isRequired(element, described)) found.push({ element, kind: 'missing' })
      continue
    }
    const fault = valueFault(element, value, lists)
    if (fault !== null) found.push({ element, kind: fault })
  }
  return found
}

/** What is wrong with a value that is not empty, whatever else is described. */
export function valueFault(
  element: ProfileElement,
  value: string,
  lists: CodeLists,
): 'too-long' | 'not-in-list' | null {
  if (!isInList(element, value, lists)) return 'not-in-list'
  const { maxLength } = element
  return maxLength !== null && Array.from(named(element, value, lists)).length > maxLength ? 'too-long' : null
}

/** A value as the profile has it written: dates in its format, codes as those of the circular or as names. */
export function writtenValue(
  { element, value }: Described,
  profile: Pick<ExportProfile, 'dateFormat'>,
  lists: CodeLists,
): string {
  if (element.type !== 'date' || profile.dateFormat === 'YYYY-MM-DD') return named(element, value, lists)
  const [year = '', month = '', day = ''] = value.split('-')
  return [day, month, year].filter(Boolean).join('/')
}

/** Does the element belong to such a description: it has no condition, or its condition holds? */
export function isApplicable(element: ProfileElement, valueOf: (name: string) => string): boolean {
  return element.when === null || element.when.equals.includes(valueOf(element.when.element))
}

/** Is something to be given for the element? */
function isRequired(element: ProfileElement, described: readonly Described[]): boolean {
  if (element.required === 'when') return isApplicable(element, (name) => valueIn(described, name))
  return element.required === 'yes'
}

function valueIn(described: readonly Described[], name: string): string {
  return described.find(({ element }) => element.name === name)?.value ?? ''
}

function describe(
  elements: readonly ProfileElement[],
  sources: Sources,
  extra: Readonly<Record<string, string>>,
): readonly Described[] {
  const plain = elements.map((element) => ({ element, value: valueOf(element, sources, extra) }))
  // A condition never hangs on another one's: what it names is always there.
  return plain.map(({ element, value }) => ({
    element,
    value: isApplicable(element, (name) => valueIn(plain, name)) ? value : '',
  }))
}

/** A person's value may stand before what these are made of. */
const replaceable: ReadonlySet<ValueSource> = new Set(['extra', 'makerNote', 'paperFileCode'])

function valueOf(element: ProfileElement, sources: Sources, extra: Readonly<Record<string, string>>): string {
  const own = replaceable.has(element.value) ? (extra[cellOf(element)] ?? '') : ''
  const value = own === '' ? (sources[element.value] ?? '') : own
  return value === '' ? (element.default ?? '') : value
}

function isInList({ type, list }: ProfileElement, value: string, lists: CodeLists): boolean {
  if (type === 'flag') return value === '0' || value === '1'
  if (type === 'number') return /^\d+$/.test(value)
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(value)
  if (list === null) return true
  const codes = type === 'codes' ? value.split(CODE_SEPARATOR) : [value]
  return codes.every((code) => lists[list]?.some((entry) => entry.code === code && entry.selectable) === true)
}

/** Several codes stay joined; a retention code of our own after a '-' is written as the one of the circular. */
function named({ type, list, isNamed }: ProfileElement, value: string, lists: CodeLists): string {
  if (list === null || value === '') return value
  const codes = type === 'codes' ? value.split(CODE_SEPARATOR) : [value]
  const nameOf = (code: string): string => lists[list]?.find((entry) => entry.code === code)?.name ?? code
  return isNamed === true
    ? codes.map((code) => nameOf(code)).join('; ')
    : codes.map((code) => code.split('-')[0] ?? code).join(CODE_SEPARATOR)
}
