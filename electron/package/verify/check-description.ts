import type { CodeLists } from '../../../domain/authority.ts'
import { CODE_SEPARATOR, type Described, descriptionFaults } from '../../../domain/describe.ts'
import type { ExportProfile, ProfileElement } from '../../../domain/export-profile.ts'
import { DESCRIPTION_ROOT } from '../description-xml.ts'
import { isoDate } from './dates.ts'
import type { Inspection } from './inspection.ts'
import type { ReadElement } from './read-xml.ts'

/** What a description is measured by. */
export interface Measure {
  readonly profile: ExportProfile
  readonly lists: CodeLists
}

/** The values of a description by the names of their elements. */
export type Values = ReadonlyMap<string, string>

/** Reads a description and looks whether it is what its profile wants. */
export async function checkDescription(
  inspection: Inspection,
  name: string,
  { profile, lists, of }: Measure & { readonly of: 'caseFile' | 'document' },
): Promise<Values | null> {
  const root = await inspection.xml(name)
  if (root === null) return null
  const { faults } = inspection
  const told = (code: 'description' | 'date', what: string): void => faults.add(code, name, what)
  if (root.name.replace(/^\{.*\}/, '') !== DESCRIPTION_ROOT)
    told('description', `the root is no ${DESCRIPTION_ROOT}`)
  const values = valuesOf(root, (repeated) => told('description', `${repeated} stands twice`))
  const known = new Set(profile[of].map((element) => element.name))
  for (const given of values.keys()) {
    if (!known.has(given)) told('description', `${given} is no element of ${profile.id}`)
  }
  const described = profile[of].map((element): Described => {
    const text = values.get(element.name) ?? ''
    if (element.type !== 'date' || text === '') return { element, value: codesOf(element, text, lists) }
    const iso = isoDate(text, profile.dateFormat)
    if (iso === null) told('date', `${element.name}: ${text}`)
    // A wrong date was told; that it is there is all that is looked at further.
    return { element, value: iso === null || iso.length < 10 ? '2000-01-01' : iso }
  })
  for (const { element, kind } of descriptionFaults(described, lists)) {
    told('description', `${element.name}: ${kind}`)
  }
  return values
}

function valuesOf(root: ReadElement, onRepeated: (name: string) => void): Values {
  const values = new Map<string, string>()
  for (const child of root.children) {
    const local = child.name.replace(/^\{.*\}/, '')
    if (values.has(local)) onRepeated(local)
    values.set(local, child.text.trim())
  }
  return values
}

/** Names of codes as the codes that they stand for. */
function codesOf(element: ProfileElement, text: string, lists: CodeLists): string {
  if (element.isNamed !== true || element.list === null || text === '') return text
  const list = lists[element.list] ?? []
  const codeOf = (name: string): string => list.find((entry) => entry.name === name)?.code ?? name
  const names = element.type === 'codes' ? text.split(/\s*;\s*/) : [text]
  return names.map((name) => codeOf(name)).join(CODE_SEPARATOR)
}
