import { type CodeName, codeLists } from '../../../domain/authority.ts'
import type { NamedCell } from '../../../domain/conflict-cells.ts'
import { CODE_SEPARATOR } from '../../../domain/describe.ts'
import { cellOf, type ProfileElement } from '../../../domain/export-profile.ts'
import type { Json } from '../../../domain/json.ts'
import { RecordId } from '../../../domain/op.ts'
import { Aside, Insertion } from '../../../domain/page-layout.ts'
import { vietnamMinute } from '../../../domain/progress-charts.ts'
import { CaseStateValue, Exclusion } from '../../../domain/records/case-file.ts'
import { Sheets } from '../../../domain/records/document.ts'
import { PagesValue } from '../../../domain/records/page.ts'
import type { ConflictSide } from '../../../domain/sync-api.ts'
import { currentProfile } from '../authority/current-profile.ts'
import { type NamingPorts, recordTitle } from './record-title.ts'

/** How a value is told: by a text, or by words that the window has. */
type ValueWords = Pick<ConflictSide, 'text' | 'told'>

type Word = NonNullable<ConflictSide['told']>['kind']

const byText = (text: string): ValueWords => (text === '' ? byWord('empty') : { text, told: null })
const byWord = (kind: Word, count = 0): ValueWords => ({ text: '', told: { kind, count } })

interface Told {
  readonly ports: NamingPorts
  readonly cell: NamedCell
  readonly value: Json
  /** No cell of a text holds more than that or a number; what a newer program wrote is told by its parts. */
  readonly plain: string
}

const words: Readonly<Record<NamedCell['shape'], (told: Told) => ValueWords>> = {
  text: ({ plain }) => byText(plain),
  date: ({ plain }) => byText(dayText(plain)),
  flag: ({ value }) => byWord(value === true ? 'yes' : 'no'),
  record: ({ ports, value }) => byText(recordText(ports, value)),
  extra: ({ ports, cell, plain }) => extraWords(ports, cell, plain),
  urgency: ({ plain }) => ({ text: plain, told: { kind: 'urgency', count: 0 } }),
  type: ({ ports, value }) => codeWords(ports.authority().documentTypes.entries, value),
  retention: ({ ports, value }) => codeWords(ports.authority().retentions.entries, value),
  retentions: ({ ports, value }) => codeWords(ports.authority().retentions.entries, value),
  state: ({ value }) => stateWords(value),
  access: ({ value }) => byWord(value === 'restricted' ? 'access-restricted' : 'access-open'),
  excluded: ({ value }) => exclusionWords(value),
  pages: ({ value }) => pageWords(value),
  aside: ({ ports, value }) => asideWords(ports, value),
  turn: ({ value }) => byWord('turned', Number(value)),
  sheets: ({ value }) => sheetWords(value),
  parts: ({ plain }) => (plain === '' ? byWord('other') : byText(plain)),
  other: ({ plain }) => (plain === '' ? byWord('other') : byText(plain)),
}

/** The value of a cell as a person reads it on a form. */
export function valueWords(ports: NamingPorts, cell: NamedCell, value: Json): ValueWords {
  if (value === null) return byWord('none')
  const plain = typeof value === 'object' ? textsIn(value).join(', ') : String(value)
  return words[cell.shape]({ ports, cell, value, plain })
}

/** `2025-03-12` as `12/03/2025`, an instant by the clock of Viet Nam as `12/03/2025 08:30`; anything else as it is. */
function dayText(text: string): string {
  const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)
  const local = isInstant ? vietnamMinute(Date.parse(text)) : text
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?$/.exec(local)
  if (match === null) return text
  const day = `${match[3]}/${match[2]}/${match[1]}`
  return match[4] === undefined ? day : `${day} ${match[4]}`
}

function recordText(ports: NamingPorts, value: Json): string {
  const named = typeof value === 'object' && value !== null && 'to' in value ? value['to'] : value
  const id = RecordId.safeParse(named)
  if (!id.success) return ''
  const title = recordTitle(ports, id.data)
  // What has not come here yet is told by the end of its id, so that two of them are told apart.
  return title === '' ? `…${id.data.slice(-4)}` : title
}

function codeWords(entries: readonly CodeName[], value: Json): ValueWords {
  const nameOf = (code: string): string => entries.find((entry) => entry.code === code)?.name ?? code
  return byText(textsIn(value).map(nameOf).join(', '))
}

function stateWords(value: Json): ValueWords {
  const state = CaseStateValue.safeParse(value)
  if (!state.success) return byWord('other')
  const { name, reason } = state.data
  return { text: reason ?? '', told: { kind: `state-${name}`, count: 0 } }
}

function exclusionWords(value: Json): ValueWords {
  const exclusion = Exclusion.safeParse(value)
  return exclusion.success
    ? byWord(`excluded-${exclusion.data.reason}`, exclusion.data.documents)
    : byWord('other')
}

function sheetWords(value: Json): ValueWords {
  const sheets = Sheets.safeParse(value)
  return sheets.success ? byWord('sheets', sheets.data.count) : byWord('other')
}

function pageWords(value: Json): ValueWords {
  const pages = PagesValue.safeParse(value)
  if (pages.success) return { text: pageText(pages.data), told: { kind: 'pages', count: pages.data.length } }
  const inserted = Insertion.safeParse(value)
  return inserted.success ? byWord('pages', inserted.data.pages.length) : byWord('other')
}

function asideWords(ports: NamingPorts, value: Json): ValueWords {
  const aside = Aside.safeParse(value)
  if (!aside.success) return byWord('other')
  return aside.data.kind === 'moved'
    ? { text: recordText(ports, aside.data.to), told: { kind: 'moved', count: 0 } }
    : byWord(aside.data.kind)
}

/** The order in which the pages of the file stand, counted from 1. */
function pageText(pages: readonly { readonly index: number }[]): string {
  return pages.map(({ index }) => index + 1).join(', ')
}

/** An element of a description: codes by their names, days as people write them. */
function extraWords(ports: NamingPorts, cell: NamedCell, value: string): ValueWords {
  const element = profileElement(ports, cell)
  if (element?.type === 'date') return byText(dayText(value))
  if (element?.type === 'flag') return byWord(value === 'true' || value === '1' ? 'yes' : 'no')
  const listName = element?.list ?? null
  const list = listName === null ? undefined : codeLists(ports.authority())[listName]
  if (list === undefined) return byText(value)
  const nameOf = (code: string): string => list.find((entry) => entry.code === code)?.name ?? code
  return byText(value.split(CODE_SEPARATOR).map(nameOf).join(', '))
}

/** What of a cell's name no label says: the words for an element of a description. */
export function elementName(ports: NamingPorts, cell: NamedCell): string {
  if (cell.shape === 'extra') return profileElement(ports, cell)?.label ?? cell.rest
  return cell.label === 'fonds-approval' || cell.label === 'other' ? cell.rest : ''
}

function profileElement(
  { records, authority }: NamingPorts,
  { label, rest }: NamedCell,
): ProfileElement | undefined {
  const profile = currentProfile(records, authority())
  const elements = label === 'doc-extra' ? profile.document : profile.caseFile
  return elements.find((element) => cellOf(element) === rest)
}

/** All that a person can read of a value that has parts. */
function textsIn(value: Json): readonly string[] {
  if (value === null || value === '' || typeof value === 'boolean') return []
  if (typeof value !== 'object') return [dayText(String(value))]
  return Object.values(value).flatMap(textsIn)
}
