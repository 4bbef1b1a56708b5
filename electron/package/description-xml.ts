import type { CodeLists } from '../../domain/authority.ts'
import { type Described, writtenValue } from '../../domain/describe.ts'
import type { ExportProfile, ProfileElement } from '../../domain/export-profile.ts'
import { ns } from './official-schemas.ts'
import { element, type XmlElement, xmlDocument } from './xml-tree.ts'

/** Root of every description. */
export const DESCRIPTION_ROOT = 'simpledc'

interface DescriptionRequest {
  readonly described: readonly Described[]
  readonly profile: ExportProfile
  readonly lists: CodeLists
  /** Path of the schema from the file. */
  readonly schema: string
}

/** The elements that have a value, under their names in the profile and in its order. */
export function descriptionXml({ described, profile, lists, schema }: DescriptionRequest): string {
  return xmlDocument(
    element(
      DESCRIPTION_ROOT,
      { 'xmlns:xsi': ns.xsi, 'xsi:noNamespaceSchemaLocation': schema },
      described
        .filter(({ value }) => value !== '')
        .map((each) => element(each.element.name, {}, writtenValue(each, profile, lists))),
    ),
  )
}

const dates: Readonly<Record<ExportProfile['dateFormat'], string>> = {
  'DD/MM/YYYY': '(\\d{2}/)?(\\d{2}/)?\\d{4}',
  'YYYY-MM-DD': '\\d{4}(-\\d{2}){0,2}',
}

/** A schema of the descriptions of a profile. */
export function descriptionSchema(profile: ExportProfile, of: 'caseFile' | 'document'): string {
  return xmlDocument(
    element(
      'xs:schema',
      { 'xmlns:xs': 'http://www.w3.org/2001/XMLSchema', version: profile.version },
      element(
        'xs:element',
        { name: DESCRIPTION_ROOT },
        element(
          'xs:complexType',
          {},
          element(
            'xs:sequence',
            {},
            profile[of].map((each) => schemaElement(each, profile)),
          ),
        ),
      ),
    ),
  )
}

function schemaElement(each: ProfileElement, { dateFormat }: ExportProfile): XmlElement {
  const { name, type, maxLength, required, isNamed } = each
  const pattern =
    type === 'date' ? dates[dateFormat] : type === 'number' ? '\\d+' : type === 'flag' ? '[01]' : null
  const isCode = type === 'code' && isNamed !== true
  return element(
    'xs:element',
    { name, minOccurs: required === 'yes' ? '1' : '0' },
    element(
      'xs:simpleType',
      {},
      element(
        'xs:restriction',
        { base: 'xs:string' },
        element('xs:minLength', { value: '1' }),
        maxLength === null ? null : element('xs:maxLength', { value: String(maxLength) }),
        pattern === null ? null : element('xs:pattern', { value: pattern }),
        isCode ? element('xs:pattern', { value: '[A-Za-z0-9-]+' }) : null,
      ),
    ),
  )
}
