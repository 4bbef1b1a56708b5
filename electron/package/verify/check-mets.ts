import { ns } from '../official-schemas.ts'
import { momentFault } from './dates.ts'
import { folderOf, hrefTarget } from './href.ts'
import type { Inspection } from './inspection.ts'
import { metsStructure } from './mets-structure.ts'
import { childAt, childrenOf, type ReadElement } from './read-xml.ts'

const METS = `{${ns.mets}}`
const CSIP = `{${ns.csip}}`
const XLINK = `{${ns.xlink}}`
const DIGEST = /^[0-9a-fA-F]{64}$/
const SIZE = /^\d{1,15}$/

/** A file that a METS names. */
export interface MetsReference {
  readonly name: string
  readonly kind: 'description' | 'preservation' | 'file'
  /** Of the group, for a file. */
  readonly use: string
  readonly mimeType: string
}

export interface MetsFacts {
  readonly references: readonly MetsReference[]
  /** Names of the METS of representations. */
  readonly pointers: readonly string[]
  /** What kind of content it says it is. */
  readonly contentType: string
  readonly objectId: string
}

/** Reads a METS and looks whether it keeps the rules of E-ARK CSIP 2.1; every file it names is compared with what it says. */
export async function checkMets(
  inspection: Inspection,
  name: string,
  isRoot: boolean,
): Promise<MetsFacts | null> {
  const root = await inspection.xml(name)
  if (root === null) return null
  const { faults } = inspection
  if (root.name !== `${METS}mets`) {
    faults.add('mets', name, 'the root is no mets of METS')
    return null
  }
  const found: MetsReference[] = []
  const look: Look = {
    inspection,
    name,
    folder: folderOf(name),
    found,
    must: (rule, isKept) => {
      if (!isKept) faults.add('mets', name, rule)
    },
  }
  checkHead(look, root, isRoot)
  for (const section of childrenOf(root, `${METS}dmdSec`)) {
    checkSection(look, section, ['CSIP17-30 dmdSec', 'description'])
  }
  const account = childrenOf(root, `${METS}amdSec`).flatMap((amd) => childrenOf(amd, `${METS}digiprovMD`))
  for (const section of account) checkSection(look, section, ['CSIP31-44 digiprovMD', 'preservation'])
  checkFiles(look, root)
  const pointers = metsStructure(look, root, isRoot)
  return {
    references: found,
    pointers,
    contentType: root.attributes.get(`${CSIP}OTHERCONTENTINFORMATIONTYPE`) ?? '',
    objectId: root.attributes.get('OBJID') ?? '',
  }
}

/** One METS while it is looked at. */
export interface Look {
  readonly inspection: Inspection
  readonly name: string
  readonly folder: string
  /** What it names so far. */
  readonly found: MetsReference[]
  /** Notes a rule that is not kept. */
  readonly must: (rule: string, isKept: boolean) => void
}

function checkHead({ must, inspection, name }: Look, root: ReadElement, isRoot: boolean): void {
  const has = (attribute: string): boolean => (root.attributes.get(attribute) ?? '') !== ''
  must('CSIP1 OBJID', has('OBJID'))
  must('CSIP2 TYPE', has('TYPE'))
  must('CSIP4 CONTENTINFORMATIONTYPE', has(`${CSIP}CONTENTINFORMATIONTYPE`))
  const isOther = root.attributes.get(`${CSIP}CONTENTINFORMATIONTYPE`) === 'OTHER'
  must('CSIP5 OTHERCONTENTINFORMATIONTYPE', !isOther || has(`${CSIP}OTHERCONTENTINFORMATIONTYPE`))
  must('CSIP6 PROFILE', has('PROFILE'))
  const head = childAt(root, `${METS}metsHdr`)
  must('CSIP117 metsHdr', head !== null)
  if (head === null) return
  checkMoment(inspection, name, ['CSIP7 CREATEDATE', head.attributes.get('CREATEDATE')])
  const modified = head.attributes.get('LASTMODDATE')
  if (modified !== undefined) checkMoment(inspection, name, ['CSIP8 LASTMODDATE', modified])
  const packageType = head.attributes.get(`${CSIP}OAISPACKAGETYPE`) ?? ''
  must('CSIP9 OAISPACKAGETYPE', isRoot ? packageType === 'SIP' : packageType !== '')
  const agents = childrenOf(head, `${METS}agent`)
  must('CSIP10-16 an agent CREATOR/OTHER/SOFTWARE with name and SOFTWARE VERSION', agents.some(isSoftware))
}

function isSoftware(agent: ReadElement): boolean {
  const is = (attribute: string, value: string): boolean => agent.attributes.get(attribute) === value
  const notes = childrenOf(agent, `${METS}note`)
  return (
    is('ROLE', 'CREATOR') &&
    is('TYPE', 'OTHER') &&
    is('OTHERTYPE', 'SOFTWARE') &&
    (childAt(agent, `${METS}name`)?.text.trim() ?? '') !== '' &&
    notes.some((note) => note.attributes.get(`${CSIP}NOTETYPE`) === 'SOFTWARE VERSION')
  )
}

function checkMoment(
  { faults }: Inspection,
  file: string,
  [rule, value]: readonly [rule: string, value: string | undefined],
): void {
  const wrong = value === undefined ? 'missing' : momentFault(value)
  if (wrong !== null) faults.add('date', file, `${rule}: ${wrong}${value === undefined ? '' : ` (${value})`}`)
}

function checkSection(
  look: Look,
  section: ReadElement,
  [rule, kind]: readonly [rule: string, kind: 'description' | 'preservation'],
): void {
  const id = section.attributes.get('ID') ?? '?'
  look.must(`${rule} ${id}: ID`, id !== '?')
  look.must(
    `${rule} ${id}: STATUS`,
    ['CURRENT', 'SUPERSEDED'].includes(section.attributes.get('STATUS') ?? ''),
  )
  if (kind === 'description') {
    checkMoment(look.inspection, look.name, [`${rule} ${id}: CREATED`, section.attributes.get('CREATED')])
  }
  const reference = childAt(section, `${METS}mdRef`)
  look.must(`${rule} ${id}: mdRef`, reference !== null)
  if (reference === null) return
  look.must(`${rule} ${id}: MDTYPE`, (reference.attributes.get('MDTYPE') ?? '') !== '')
  const name = checkLocated(look, reference, { located: reference, rule: `${rule} ${id}` })
  const mimeType = reference.attributes.get('MIMETYPE') ?? ''
  if (name !== null) look.found.push({ name, kind, use: '', mimeType })
}

interface Located {
  /** The element that holds the reference. */
  readonly located: ReadElement
  readonly rule: string
}

/** Checks one reference with what is said of its file. @returns the file it means, where that can be told */
function checkLocated(look: Look, said: ReadElement, { located, rule }: Located): string | null {
  const { inspection, must, name: mets, folder } = look
  must(`${rule}: LOCTYPE`, located.attributes.get('LOCTYPE') === 'URL')
  must(`${rule}: xlink:type`, located.attributes.get(`${XLINK}type`) === 'simple')
  must(`${rule}: MIMETYPE`, /^[\w.+-]+\/[\w.+-]+$/.test(said.attributes.get('MIMETYPE') ?? ''))
  checkMoment(inspection, mets, [`${rule}: CREATED`, said.attributes.get('CREATED')])
  must(
    `${rule}: CHECKSUM is SHA-256`,
    DIGEST.test(said.attributes.get('CHECKSUM') ?? '') && said.attributes.get('CHECKSUMTYPE') === 'SHA-256',
  )
  must(`${rule}: SIZE`, SIZE.test(said.attributes.get('SIZE') ?? ''))
  const href = located.attributes.get(`${XLINK}href`) ?? ''
  const target = hrefTarget(href, folder)
  if ('wrong' in target) {
    inspection.faults.add('href', mets, `${rule}: ${target.wrong} (${href})`)
    return null
  }
  compare(look, said, target.name)
  return target.name
}

/** What is said of a file against what it is. */
function compare({ inspection, name: mets }: Look, said: ReadElement, name: string): void {
  const { faults, files, measured } = inspection
  if (!files.has(name)) return faults.add('missing', name, `named by ${mets}`)
  const real = measured.get(name)
  if (real === undefined) return
  const size = said.attributes.get('SIZE') ?? ''
  const digest = said.attributes.get('CHECKSUM') ?? ''
  if (SIZE.test(size) && Number(size) !== real.sizeBytes) {
    faults.add('wrong-size', name, `${real.sizeBytes} bytes, ${mets} says ${size}`)
  }
  if (DIGEST.test(digest) && digest.toLowerCase() !== real.sha256) {
    faults.add('wrong-hash', name, `another SHA-256 than ${mets} says`)
  }
}

function checkFiles(look: Look, root: ReadElement): void {
  const section = childAt(root, `${METS}fileSec`)
  look.must('CSIP58 fileSec', section !== null)
  if (section === null) return
  look.must('CSIP59 fileSec ID', section.attributes.has('ID'))
  for (const group of childrenOf(section, `${METS}fileGrp`)) {
    const use = group.attributes.get('USE') ?? ''
    look.must('CSIP64 fileGrp USE', use !== '')
    look.must(`CSIP65 fileGrp ${use} ID`, group.attributes.has('ID'))
    const files = childrenOf(group, `${METS}file`)
    look.must(`CSIP66 fileGrp ${use} holds a file`, files.length > 0)
    for (const file of files) {
      const rule = `CSIP66-79 file ${file.attributes.get('ID') ?? '?'}`
      look.must(`${rule}: ID`, file.attributes.has('ID'))
      const located = childAt(file, `${METS}FLocat`)
      look.must(`${rule}: FLocat`, located !== null)
      if (located === null) continue
      const name = checkLocated(look, file, { located, rule })
      const mimeType = file.attributes.get('MIMETYPE') ?? ''
      if (name !== null) look.found.push({ name, kind: 'file', use, mimeType })
    }
  }
}
