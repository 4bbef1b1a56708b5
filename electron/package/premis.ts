import type { FileFormat } from './mets.ts'
import { ns, schemaLocation } from './official-schemas.ts'
import { uuidOf } from './package-name.ts'
import type { WrittenFile } from './sink.ts'
import { element, type XmlElement, xmlDocument } from './xml-tree.ts'

/** An identifier with what kind it is: `UUID`, `local`. */
export interface PremisId {
  readonly type: string
  readonly value: string
}

export type PremisObject =
  | {
      readonly kind: 'file'
      readonly id: PremisId
      readonly file: WrittenFile
      readonly format: FileFormat
      /** Path from the root of the package. */
      readonly path: string
      /** Why the file is as it came, where it is. */
      readonly note: string | null
    }
  | {
      readonly kind: 'representation' | 'intellectualEntity'
      readonly id: PremisId
      readonly otherIds: readonly PremisId[]
      readonly includes: readonly PremisId[]
    }

export interface PremisEvent {
  readonly type: string
  /** ISO 8601 with its zone. */
  readonly at: string
  readonly detail: string
  readonly agents: readonly PremisAgent[]
}

export interface PremisAgent {
  readonly id: PremisId
  readonly name: string
  readonly type: 'person' | 'organization' | 'software'
  readonly version?: string
}

export interface PremisRequest {
  readonly object: PremisObject
  readonly events: readonly PremisEvent[]
  readonly supplied: ReadonlySet<string>
  /** From the file to the root of the package. */
  readonly up: string
}

/** What happened to an object, by whom: PREMIS 3. */
export function premisXml({ object, events, supplied, up }: PremisRequest): string {
  const told = events.map((event, place) => ({
    event,
    id: { type: 'UUID', value: uuidOf(object.id.value, event.type, event.at, String(place)).toLowerCase() },
  }))
  const agents = new Map(events.flatMap((event) => event.agents).map((agent) => [keyOf(agent.id), agent]))
  return xmlDocument(
    element(
      'premis',
      {
        xmlns: ns.premis,
        'xmlns:xsi': ns.xsi,
        'xsi:schemaLocation': schemaLocation([ns.premis], supplied, up),
        version: '3.0',
      },
      objectElement(
        object,
        told.map(({ id }) => id),
      ),
      told.map(({ event, id }) => eventElement(event, id, object.id)),
      [...agents.values()].map(agentElement),
    ),
  )
}

function keyOf({ type, value }: PremisId): string {
  return `${type} ${value}`
}

function identifier(name: string, { type, value }: PremisId): XmlElement {
  return element(name, {}, element(`${name}Type`, {}, type), element(`${name}Value`, {}, value))
}

function objectElement(object: PremisObject, events: readonly PremisId[]): XmlElement {
  const links = events.map((id) => identifier('linkingEventIdentifier', id))
  if (object.kind === 'file') return fileElement(object, links)
  const { kind, id, otherIds, includes } = object
  return element(
    'object',
    { 'xsi:type': kind },
    [id, ...otherIds].map((each) => identifier('objectIdentifier', each)),
    includes.map((part) =>
      element(
        'relationship',
        {},
        element('relationshipType', {}, 'structural'),
        element('relationshipSubType', {}, 'includes'),
        identifier('relatedObjectIdentifier', part),
      ),
    ),
    links,
  )
}

function fileElement(
  { id, file, format, path, note }: Extract<PremisObject, { kind: 'file' }>,
  links: readonly XmlElement[],
): XmlElement {
  return element(
    'object',
    { 'xsi:type': 'file' },
    identifier('objectIdentifier', id),
    element(
      'objectCharacteristics',
      {},
      element('compositionLevel', {}, '0'),
      element(
        'fixity',
        {},
        element('messageDigestAlgorithm', {}, 'SHA-256'),
        element('messageDigest', {}, file.sha256),
      ),
      element('size', {}, String(file.sizeBytes)),
      formatElement(format, note),
    ),
    element(
      'storage',
      {},
      element(
        'contentLocation',
        {},
        element('contentLocationType', {}, 'relative path'),
        element('contentLocationValue', {}, path),
      ),
    ),
    links,
  )
}

function formatElement({ name, version, pronom }: FileFormat, note: string | null): XmlElement {
  return element(
    'format',
    {},
    element('formatDesignation', {}, element('formatName', {}, name), element('formatVersion', {}, version)),
    pronom === null
      ? null
      : element(
          'formatRegistry',
          {},
          element('formatRegistryName', {}, 'PRONOM'),
          element('formatRegistryKey', {}, pronom),
        ),
    note === null ? null : element('formatNote', {}, note),
  )
}

function eventElement(event: PremisEvent, id: PremisId, object: PremisId): XmlElement {
  return element(
    'event',
    {},
    identifier('eventIdentifier', id),
    element('eventType', {}, event.type),
    element('eventDateTime', {}, event.at),
    element('eventDetailInformation', {}, element('eventDetail', {}, event.detail)),
    event.agents.map((agent) => identifier('linkingAgentIdentifier', agent.id)),
    identifier('linkingObjectIdentifier', object),
  )
}

function agentElement({ id, name, type, version }: PremisAgent): XmlElement {
  return element(
    'agent',
    {},
    identifier('agentIdentifier', id),
    element('agentName', {}, name),
    element('agentType', {}, type),
    version === undefined ? null : element('agentVersion', {}, version),
  )
}
