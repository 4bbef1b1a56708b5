import { ns, schemaLocation } from './official-schemas.ts'
import type { WrittenFile } from './sink.ts'
import { element, type XmlElement, xmlDocument } from './xml-tree.ts'

/** A file that METS names; its path is from the folder of the METS. */
export interface MetsFile extends WrittenFile {
  /** Unique in its METS. */
  readonly id: string
  readonly mimeType: string
  readonly format?: FileFormat | undefined
  /** Ids of what describes and keeps account of it. */
  readonly describedBy?: string
  readonly accountedBy?: string
}

export interface FileFormat {
  readonly name: string
  readonly version: string
  /** Key in PRONOM; null where the file claims no level that has one. */
  readonly pronom: string | null
}

interface MetsGroup {
  readonly id: string
  readonly use: string
  readonly files: readonly MetsFile[]
  /** Path of the METS of a representation, which stands for the group in the structure. */
  readonly pointer?: string
}

/** Who hands over: `note` is a code of theirs, or the version of a program. */
export interface MetsAgent {
  readonly role: 'CREATOR' | 'ARCHIVIST'
  readonly type: 'ORGANIZATION' | 'OTHER'
  readonly otherType?: 'SOFTWARE'
  readonly name: string
  readonly noteType: 'SOFTWARE VERSION' | 'IDENTIFICATIONCODE'
  readonly note: string
}

export interface MetsRequest {
  readonly id: string
  /** What kind of content it is, beyond the kinds that the standard names. */
  readonly contentType: string
  /** ISO 8601 with its zone. */
  readonly createdAt: string
  readonly agents: readonly MetsAgent[]
  readonly descriptive: readonly MetsFile[]
  readonly preservation: readonly MetsFile[]
  readonly groups: readonly MetsGroup[]
  readonly supplied: ReadonlySet<string>
  /** From the METS to the root of the package. */
  readonly up: string
}

const PROFILE = 'https://earksip.dilcis.eu/profile/E-ARK-SIP.xml'
/** As the vocabulary of content categories writes it, with an en dash. */
const TYPE = 'Textual works – Digital'

/** A METS by the rules of E-ARK CSIP 2.1. */
export function metsXml(request: MetsRequest): string {
  const { id, contentType, createdAt, supplied, up } = request
  const spaces = [ns.mets, ns.csip, ns.sip, ns.xlink]
  return xmlDocument(
    element(
      'mets',
      {
        xmlns: ns.mets,
        'xmlns:csip': ns.csip,
        'xmlns:sip': ns.sip,
        'xmlns:xlink': ns.xlink,
        'xmlns:xsi': ns.xsi,
        'xsi:schemaLocation': schemaLocation(spaces, supplied, up),
        OBJID: id,
        TYPE,
        PROFILE,
        'csip:CONTENTINFORMATIONTYPE': 'OTHER',
        'csip:OTHERCONTENTINFORMATIONTYPE': contentType,
      },
      element(
        'metsHdr',
        {
          CREATEDATE: createdAt,
          LASTMODDATE: createdAt,
          RECORDSTATUS: 'NEW',
          'csip:OAISPACKAGETYPE': 'SIP',
        },
        request.agents.map(agentElement),
      ),
      request.descriptive.map((file) => descriptiveSection(file, createdAt)),
      administrativeSection(request),
      element(
        'fileSec',
        { ID: 'fileSec' },
        request.groups.map((group) => fileGroup(group, request)),
      ),
      structure(request),
    ),
  )
}

function agentElement({ role, type, otherType, name, noteType, note }: MetsAgent): XmlElement {
  return element(
    'agent',
    { ROLE: role, TYPE: type, OTHERTYPE: otherType },
    element('name', {}, name),
    element('note', { 'csip:NOTETYPE': noteType }, note),
  )
}

function descriptiveSection(file: MetsFile, createdAt: string): XmlElement {
  return element(
    'dmdSec',
    { ID: file.id, CREATED: createdAt, STATUS: 'CURRENT' },
    reference(file, createdAt, 'EAD'),
  )
}

function administrativeSection({ preservation, createdAt }: MetsRequest): XmlElement | null {
  if (preservation.length === 0) return null
  return element(
    'amdSec',
    { ID: 'amdSec' },
    preservation.map((file) =>
      element(
        'digiprovMD',
        { ID: file.id, CREATED: createdAt, STATUS: 'CURRENT' },
        reference(file, createdAt, 'PREMIS'),
      ),
    ),
  )
}

function reference(file: MetsFile, createdAt: string, kind: 'EAD' | 'PREMIS'): XmlElement {
  return element('mdRef', {
    LOCTYPE: 'URL',
    'xlink:type': 'simple',
    'xlink:href': encodeURI(file.name),
    MDTYPE: kind,
    ...fixity(file, createdAt),
  })
}

function fixity({ mimeType, sizeBytes, sha256 }: MetsFile, createdAt: string) {
  return {
    MIMETYPE: mimeType,
    SIZE: String(sizeBytes),
    CREATED: createdAt,
    CHECKSUM: sha256,
    CHECKSUMTYPE: 'SHA-256',
  }
}

function fileGroup(group: MetsGroup, { contentType, createdAt }: MetsRequest): XmlElement {
  const isRepresentation = group.pointer !== undefined
  return element(
    'fileGrp',
    {
      ID: group.id,
      USE: group.use,
      'csip:CONTENTINFORMATIONTYPE': isRepresentation ? 'OTHER' : undefined,
      'csip:OTHERCONTENTINFORMATIONTYPE': isRepresentation ? contentType : undefined,
    },
    group.files.map((file) =>
      element(
        'file',
        {
          ID: file.id,
          ...fixity(file, createdAt),
          DMDID: file.describedBy,
          ADMID: file.accountedBy,
          'sip:FILEFORMATNAME': file.format?.name,
          'sip:FILEFORMATVERSION': file.format?.version,
          'sip:FORMATREGISTRY': typeof file.format?.pronom === 'string' ? 'PRONOM' : undefined,
          'sip:FORMATREGISTRYKEY': file.format?.pronom ?? undefined,
        },
        element('FLocat', {
          LOCTYPE: 'URL',
          'xlink:type': 'simple',
          'xlink:href': encodeURI(file.name),
        }),
      ),
    ),
  )
}

const REPRESENTATIONS = 'Representations'

/** The one division of the standard: what describes, and a division for each group of files. */
function structure({ id, descriptive, preservation, groups }: MetsRequest): XmlElement {
  const ids = (files: readonly MetsFile[]): string | undefined =>
    files.length === 0 ? undefined : files.map((file) => file.id).join(' ')
  const plain = groups.filter(({ pointer }) => pointer === undefined)
  const pointed = groups.filter(({ pointer }) => pointer !== undefined)
  return element(
    'structMap',
    { ID: 'structMap', TYPE: 'PHYSICAL', LABEL: 'CSIP' },
    element(
      'div',
      { ID: 'div-package', LABEL: id },
      element('div', {
        ID: 'div-metadata',
        LABEL: 'Metadata',
        DMDID: ids(descriptive),
        ADMID: ids(preservation),
      }),
      plain.map((group) =>
        element('div', { ID: `div-${group.id}`, LABEL: group.use }, element('fptr', { FILEID: group.id })),
      ),
      pointed.length === 0
        ? null
        : element('div', { ID: 'div-representations', LABEL: REPRESENTATIONS }, pointed.map(pointerDivision)),
    ),
  )
}

function pointerDivision({ id, use, pointer }: MetsGroup): XmlElement {
  return element(
    'div',
    { ID: `div-${id}`, LABEL: use },
    element('mptr', {
      LOCTYPE: 'URL',
      'xlink:type': 'simple',
      'xlink:href': encodeURI(pointer ?? ''),
      'xlink:title': id,
    }),
  )
}
