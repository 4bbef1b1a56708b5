import { ns } from '../official-schemas.ts'
import { KEPT_NOTE } from '../sip-document.ts'
import { momentFault } from './dates.ts'
import type { Inspection } from './inspection.ts'
import { childAt, childrenOf, type ReadElement, textAt } from './read-xml.ts'

const P = `{${ns.premis}}`
const TYPE = `{${ns.xsi}}type`
const kinds = ['file', 'representation', 'bitstream', 'intellectualEntity']

/** What a PREMIS says of one file of the package. */
export interface AccountedFile {
  readonly name: string
  readonly format: string
  /** Said to be as it came, claiming no level. */
  readonly isKept: boolean
}

/** Reads a PREMIS and compares what it says of files with what they are. */
export async function checkPremis(inspection: Inspection, name: string): Promise<readonly AccountedFile[]> {
  const root = await inspection.xml(name)
  if (root === null) return []
  const must = (rule: string, isKept: boolean): void => {
    if (!isKept) inspection.faults.add('premis', name, rule)
  }
  if (root.name !== `${P}premis`) {
    must('the root is no premis of PREMIS 3', false)
    return []
  }
  must('version 3', /^3(\.\d+)?$/.test(root.attributes.get('version') ?? ''))
  const objects = childrenOf(root, `${P}object`)
  must('an object', objects.length > 0)
  const events = childrenOf(root, `${P}event`)
  const agents = childrenOf(root, `${P}agent`)
  const objectIds = idsOf(objects, 'objectIdentifier')
  const eventIds = idsOf(events, 'eventIdentifier')
  const agentIds = idsOf(agents, 'agentIdentifier')
  for (const agent of agents) must('agentName', textAt(agent, `${P}agentName`) !== '')
  for (const event of events) {
    checkEvent(inspection, name, event)
    for (const id of linked(event, 'linkingAgentIdentifier'))
      must(`an event names agent ${id}, which is not there`, agentIds.has(id))
    for (const id of linked(event, 'linkingObjectIdentifier'))
      must(`an event names object ${id}, which is not there`, objectIds.has(id))
  }
  const isWhole = [
    [objects, 'objectIdentifier'],
    [events, 'eventIdentifier'],
    [agents, 'agentIdentifier'],
  ] as const
  for (const [elements, identifier] of isWhole) {
    for (const element of elements) {
      must(`${identifier} with type and value`, identifiers(element, identifier).length > 0)
    }
  }
  for (const object of objects) {
    for (const id of linked(object, 'linkingEventIdentifier'))
      must(`an object names event ${id}, which is not there`, eventIds.has(id))
  }
  return objects.flatMap((object) => accounted(inspection, name, object))
}

function identifiers(element: ReadElement, name: string): readonly string[] {
  return childrenOf(element, `${P}${name}`).flatMap((each) => {
    const [type, value] = [textAt(each, `${P}${name}Type`), textAt(each, `${P}${name}Value`)]
    return type === '' || value === '' ? [] : [`${type} ${value}`]
  })
}

function idsOf(elements: readonly ReadElement[], name: string): ReadonlySet<string> {
  return new Set(elements.flatMap((element) => identifiers(element, name)))
}

function linked(element: ReadElement, name: string): readonly string[] {
  return identifiers(element, name)
}

function checkEvent({ faults }: Inspection, file: string, event: ReadElement): void {
  const type = textAt(event, `${P}eventType`)
  if (type === '') faults.add('premis', file, 'an event without eventType')
  const wrong = momentFault(textAt(event, `${P}eventDateTime`))
  if (wrong !== null) faults.add('date', file, `eventDateTime of ${type}: ${wrong}`)
}

function accounted(inspection: Inspection, name: string, object: ReadElement): readonly AccountedFile[] {
  const { faults, files } = inspection
  const kind = (object.attributes.get(TYPE) ?? '').replace(/^.*:/, '')
  if (!kinds.includes(kind)) faults.add('premis', name, `an object of kind "${kind}"`)
  if (kind !== 'file') return []
  const about = childAt(object, `${P}objectCharacteristics`)
  if (about === null) {
    faults.add('premis', name, 'a file without objectCharacteristics')
    return []
  }
  const format = textAt(about, `${P}format`, `${P}formatDesignation`, `${P}formatName`)
  if (format === '') faults.add('premis', name, 'a file without formatName')
  const digest = sha256Of(about)
  if (digest === null) faults.add('premis', name, 'a file without SHA-256 of 64 digits')
  const path = textAt(object, `${P}storage`, `${P}contentLocation`, `${P}contentLocationValue`)
  if (!files.has(path)) {
    faults.add('missing', path, `${name} keeps account of it`)
    return []
  }
  compare(inspection, name, { path, digest, size: textAt(about, `${P}size`) })
  const note = textAt(about, `${P}format`, `${P}formatNote`)
  return [{ name: path, format, isKept: note.startsWith(KEPT_NOTE) }]
}

interface Said {
  readonly path: string
  readonly digest: string | null
  readonly size: string
}

function compare({ faults, measured }: Inspection, name: string, { path, digest, size }: Said): void {
  const real = measured.get(path)
  if (real === undefined) return
  if (size !== String(real.sizeBytes)) {
    faults.add('wrong-size', path, `${real.sizeBytes} bytes, ${name} says ${size}`)
  }
  if (digest !== null && digest !== real.sha256) {
    faults.add('wrong-hash', path, `another SHA-256 than ${name} says`)
  }
}

function sha256Of(about: ReadElement): string | null {
  const fixity = childrenOf(about, `${P}fixity`).find(
    (each) => textAt(each, `${P}messageDigestAlgorithm`).toUpperCase().replace('-', '') === 'SHA256',
  )
  const digest = fixity === undefined ? '' : textAt(fixity, `${P}messageDigest`)
  return /^[0-9a-fA-F]{64}$/.test(digest) ? digest.toLowerCase() : null
}
