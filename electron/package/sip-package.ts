import type { CodeLists } from '../../domain/authority.ts'
import type { Described } from '../../domain/describe.ts'
import type { ExportProfile } from '../../domain/export-profile.ts'
import { PROGRAM_VERSION } from '../../domain/program-version.ts'
import { descriptionSchema, descriptionXml } from './description-xml.ts'
import { caseFileEvents, type Office, PROGRAM_NAME } from './events.ts'
import type { Happening } from './history.ts'
import { type MetsAgent, type MetsFile, metsXml } from './mets.ts'
import { officialAddresses } from './official-schemas.ts'
import { premisXml } from './premis.ts'
import { type PackageSink, putText, type WrittenFile } from './sink.ts'
import { documentId, REP, type SipDocument, writeSipDocument } from './sip-document.ts'

/** A file of schemas that the office supplied. */
export interface SuppliedSchema {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface SipRequest {
  /** `uuid-` and a UUID in upper case: the name of the package. */
  readonly id: string
  readonly fileCode: string
  readonly profile: ExportProfile
  readonly lists: CodeLists
  readonly described: readonly Described[]
  readonly documents: readonly SipDocument[]
  readonly closing: Happening | null
  /** When and by whom the package is made. */
  readonly packaging: Happening
  readonly depositor: Office
  /** Whose records they are. */
  readonly originator: Office
  readonly schemas: readonly SuppliedSchema[]
}

const XML = 'text/xml'
const PDF = 'application/pdf'

/** Writes all files of a SIP_hoso into a sink, METS last; one document at a time, and nothing of it is kept. */
export async function writeSip(sink: PackageSink, request: SipRequest): Promise<void> {
  const supplied = new Set(request.schemas.map(({ name }) => name))
  const given: Given = { ...request, supplied, contentType: `SIP_hoso ${request.profile.id}` }
  const representation = await writeRepresentation(sink, given)
  const described = await putText(
    sink,
    'metadata/descriptive/EAD.xml',
    descriptionXml({ ...request, schema: '../../schemas/EAD.xsd' }),
  )
  const preservation = await putText(sink, 'metadata/preservation/PREMIS.xml', filePremis(given))
  const schemas = await writeSchemas(sink, request)
  const documentation = [await putText(sink, 'documentation/README.txt', readme(request))]
  await putText(
    sink,
    'METS.xml',
    metsXml({
      id: request.id,
      contentType: given.contentType,
      createdAt: request.packaging.at,
      agents: agentsOf(request),
      descriptive: [named(described, 'dmd-1', XML)],
      preservation: [named(preservation, 'premis-1', XML)],
      groups: [
        {
          id: 'grp-documentation',
          use: 'Documentation',
          files: documentation.map((file, at) => named(file, `documentation-${at + 1}`, 'text/plain')),
        },
        {
          id: 'grp-schemas',
          use: 'Schemas',
          files: schemas.map((file, at) => named(file, `schema-${at + 1}`, XML)),
        },
        {
          id: 'grp-rep1',
          use: 'Representations/rep1',
          files: [named(representation, 'rep1-mets', XML)],
          pointer: representation.name,
        },
      ],
      supplied,
      up: '',
    }),
  )
}

interface Given extends SipRequest {
  readonly supplied: ReadonlySet<string>
  readonly contentType: string
}

function named(file: WrittenFile, id: string, mimeType: string): MetsFile {
  return { ...file, id, mimeType }
}

async function writeRepresentation(sink: PackageSink, request: Given): Promise<WrittenFile> {
  const { documents, packaging, supplied } = request
  const descriptive: MetsFile[] = []
  const preservation: MetsFile[] = []
  const data: MetsFile[] = []
  for (const [index, document] of documents.entries()) {
    const written = await writeSipDocument(sink, request, document)
    const number = index + 1
    const [dmd, premis] = [`dmd-${number}`, `premis-${number}`]
    descriptive.push(inRep(named(written.described, dmd, XML)))
    preservation.push(inRep(named(written.premis, premis, XML)))
    const file = { ...named(written.data, `data-${number}`, PDF), format: written.format }
    data.push(inRep({ ...file, describedBy: dmd, accountedBy: premis }))
  }
  const rep = premisXml({
    object: {
      kind: 'representation',
      id: { type: 'local', value: 'rep1' },
      otherIds: [],
      includes: documents.map(documentId),
    },
    events: [],
    supplied,
    up: '../../../../',
  })
  const account = await putText(sink, `${REP}metadata/preservation/PREMIS_rep1.xml`, rep)
  return putText(
    sink,
    `${REP}METS.xml`,
    metsXml({
      id: 'rep1',
      contentType: request.contentType,
      createdAt: packaging.at,
      agents: agentsOf(request),
      descriptive,
      preservation: [inRep(named(account, 'premis-rep1', XML)), ...preservation],
      groups: [{ id: 'grp-data', use: 'Data', files: data }],
      supplied,
      up: '../../',
    }),
  )
}

/** The same file seen from the folder of the representation. */
function inRep(file: MetsFile): MetsFile {
  return { ...file, name: file.name.slice(REP.length) }
}

function filePremis(request: Given): string {
  return premisXml({
    object: {
      kind: 'intellectualEntity',
      id: { type: 'local', value: request.id },
      otherIds: [{ type: 'file code', value: request.fileCode }],
      includes: [{ type: 'local', value: 'rep1' }],
    },
    events: caseFileEvents(request.closing, request.packaging, request.depositor),
    supplied: request.supplied,
    up: '../../',
  })
}

async function writeSchemas(sink: PackageSink, { profile, schemas }: SipRequest): Promise<WrittenFile[]> {
  const own = [
    { name: 'EAD.xsd', bytes: Buffer.from(descriptionSchema(profile, 'caseFile'), 'utf8') },
    { name: 'EAD_doc.xsd', bytes: Buffer.from(descriptionSchema(profile, 'document'), 'utf8') },
  ]
  const supplied = new Set(schemas.map(({ name }) => name))
  const all = [...own.filter(({ name }) => !supplied.has(name)), ...schemas]
  const written: WrittenFile[] = []
  for (const { name, bytes } of all) {
    written.push((await sink.put(`schemas/${name}`, (write) => write(bytes))).file)
  }
  return written
}

function agentsOf({ depositor, originator }: SipRequest): readonly MetsAgent[] {
  return [
    {
      role: 'CREATOR',
      type: 'OTHER',
      otherType: 'SOFTWARE',
      name: PROGRAM_NAME,
      noteType: 'SOFTWARE VERSION',
      note: PROGRAM_VERSION,
    },
    office('CREATOR', depositor),
    office('ARCHIVIST', originator),
  ]
}

function office(role: MetsAgent['role'], { name, fondsCode, agencyCode }: Office): MetsAgent {
  return {
    role,
    type: 'ORGANIZATION',
    name,
    noteType: 'IDENTIFICATIONCODE',
    note: fondsCode === '' ? agencyCode : fondsCode,
  }
}

function readme({ profile }: SipRequest): string {
  return [
    `SIP_hoso, ${profile.id}, ${profile.version}`,
    '',
    'METS.xml: mọi tệp của gói, kích thước và mã SHA-256 của từng tệp.',
    'metadata/descriptive/EAD.xml: mô tả hồ sơ. metadata/preservation/PREMIS.xml: lịch sử hồ sơ.',
    'representations/rep1/data: mỗi văn bản một tệp PDF; mô tả và lịch sử của từng văn bản ở',
    'representations/rep1/metadata.',
    'schemas: lược đồ XML. Lược đồ không có trong gói được công bố tại:',
    ...officialAddresses,
    '',
  ].join('\n')
}
