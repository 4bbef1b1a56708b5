import type { CodeLists } from '../../../domain/authority.ts'
import type { ExportProfile } from '../../../domain/export-profile.ts'
import { checkDescription, type Values } from './check-description.ts'
import { checkMets, type MetsFacts } from './check-mets.ts'
import { type AccountedFile, checkPremis } from './check-premis.ts'
import { folderOf } from './href.ts'
import type { Inspection } from './inspection.ts'

const METS_NAME = 'METS.xml'
const EAD_NAME = 'metadata/descriptive/EAD.xml'
const needed = [METS_NAME, EAD_NAME, 'metadata/preservation/PREMIS.xml', 'representations/rep1/METS.xml']
/** What a check says of a file that is none at all. */
const NO_PDF = 'not the header of a PDF'
const REPRESENTATION = /^representations\/[^/]+\//
const UUID_NAME = /^uuid-[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/

export interface LawfulProfiles {
  readonly profiles: readonly ExportProfile[]
  readonly lists: CodeLists
}

/** Looks at a SIP_hoso as a whole. @param root name of its folder @returns how many documents it holds */
export async function checkSip(
  inspection: Inspection,
  root: string,
  lawful: LawfulProfiles,
): Promise<number> {
  const { faults, files } = inspection
  for (const name of needed) {
    if (!files.has(name)) faults.add('missing', name, 'every SIP_hoso has it')
  }
  const facts = await allMets(inspection)
  const [first] = facts
  if (first !== undefined && first.objectId !== root) {
    faults.add('structure', METS_NAME, `OBJID ${first.objectId} is not the name of the package, ${root}`)
  }
  if (!UUID_NAME.test(root)) faults.add('name', '', `${root} is no uuid- and a UUID in upper case`)
  const references = facts.flatMap((mets) => mets.references)
  const named = new Set([METS_NAME, ...references.map(({ name }) => name)])
  // Without all METS nothing can be said of what they would name; that one is missing or no METS was told.
  const isWhole = facts.length > 1
  for (const name of files.keys()) {
    if (isWhole && !named.has(name)) faults.add('extra', name, 'no METS names it')
  }
  const accounted = await allPremis(inspection, references)
  const data = dataOf(inspection)
  checkPdfs(inspection, data, isWhole ? accounted : null)
  await checkDescriptions(inspection, data, { lawful, contentType: first?.contentType ?? '' })
  return data.length
}

/** The METS of the package and those of its representations. */
async function allMets(inspection: Inspection): Promise<readonly MetsFacts[]> {
  if (!inspection.files.has(METS_NAME)) return []
  const root = await checkMets(inspection, METS_NAME, true)
  if (root === null) return []
  const found = [root]
  for (const name of new Set(root.pointers)) {
    const facts = await checkMets(inspection, name, false)
    if (facts !== null) found.push(facts)
  }
  return found
}

async function allPremis(
  inspection: Inspection,
  references: MetsFacts['references'],
): Promise<ReadonlyMap<string, AccountedFile>> {
  const names = new Set(references.filter(({ kind }) => kind === 'preservation').map(({ name }) => name))
  const accounted = new Map<string, AccountedFile>()
  for (const name of names) {
    if (!inspection.files.has(name)) continue
    for (const file of await checkPremis(inspection, name)) accounted.set(file.name, file)
  }
  return accounted
}

/** The files of the documents, in the order of their names. */
function dataOf({ files }: Inspection): readonly string[] {
  const isData = (name: string): boolean => /^representations\/[^/]+\/data\/[^/]+$/.test(name)
  return [...files.keys()].filter(isData).sort()
}

/** @param accounted null where it is not known what PREMIS keeps account of */
function checkPdfs(
  inspection: Inspection,
  data: readonly string[],
  accounted: ReadonlyMap<string, AccountedFile> | null,
): void {
  const { faults, pdfs } = inspection
  if (data.length === 0) faults.add('missing', 'representations/rep1/data', 'a package without documents')
  for (const name of data) checkDocument(inspection, name, accounted)
  const others = [...pdfs].filter(([name, wrongs]) => wrongs.length > 0 && !data.includes(name))
  for (const [name, [wrong = '']] of others) faults.note('pdf', name, wrong)
}

function checkDocument(
  { faults, pdfs }: Inspection,
  name: string,
  accounted: ReadonlyMap<string, AccountedFile> | null,
): void {
  const account = accounted?.get(name)
  if (accounted !== null && account === undefined) faults.add('premis', name, 'no PREMIS keeps account of it')
  if (!/\.pdf$/i.test(name)) faults.add('pdf', name, 'a document that is no PDF')
  const wrongs = pdfs.get(name) ?? []
  if (account?.isKept === true && !wrongs.includes(NO_PDF)) {
    faults.note('pdf', name, 'kept as it came; it claims no level of PDF/A')
    return
  }
  for (const wrong of wrongs) faults.add('pdf', name, wrong)
}

async function checkDescriptions(
  inspection: Inspection,
  data: readonly string[],
  { lawful, contentType }: { readonly lawful: LawfulProfiles; readonly contentType: string },
): Promise<void> {
  const { faults, files } = inspection
  const profile = await profileFor(inspection, lawful, contentType)
  if (profile === null) {
    if (files.has(EAD_NAME)) faults.add('description', EAD_NAME, 'of no known profile')
    return
  }
  const measure = { profile, lists: lawful.lists }
  const described = files.has(EAD_NAME)
    ? await checkDescription(inspection, EAD_NAME, { ...measure, of: 'caseFile' })
    : null
  if (described !== null) checkCount(inspection, profile, [described, data.length])
  const expected = new Map(data.map((name) => [descriptionOf(name), name]))
  for (const [name, document] of expected) {
    if (files.has(name)) await checkDescription(inspection, name, { ...measure, of: 'document' })
    else faults.add('missing', name, `describes ${document}`)
  }
  for (const name of files.keys()) {
    const isDescription = /\/metadata\/descriptive\/EAD_doc_[^/]+\.xml$/.test(name)
    if (isDescription && !expected.has(name))
      faults.add('description', name, 'describes a document that is not there')
  }
}

/** `<rep>/data/<name>.pdf` is described by `<rep>/metadata/descriptive/EAD_doc_<name>.xml`. */
function descriptionOf(name: string): string {
  const representation = REPRESENTATION.exec(name)?.[0] ?? ''
  const own = name.slice(folderOf(name).length + 1).replace(/\.[^.]*$/, '')
  return `${representation}metadata/descriptive/EAD_doc_${own}.xml`
}

function checkCount(
  { faults }: Inspection,
  profile: ExportProfile,
  [values, documents]: readonly [values: Values, documents: number],
): void {
  const total = profile.caseFile.find(({ value }) => value === 'documents')?.name ?? ''
  const said = values.get(total)
  if (said !== undefined && Number(said) !== documents) {
    faults.add('description', EAD_NAME, `${total} is ${said}, there are ${documents} documents`)
  }
}

/** The profile that the package names, else the one whose elements its description has. */
async function profileFor(
  inspection: Inspection,
  { profiles }: LawfulProfiles,
  contentType: string,
): Promise<ExportProfile | null> {
  const named = profiles.find(({ id }) => contentType.endsWith(id))
  if (named !== undefined || !inspection.files.has(EAD_NAME)) return named ?? null
  const root = await inspection.xml(EAD_NAME)
  const given = new Set(root?.children.map((child) => child.name.replace(/^\{.*\}/, '')))
  const known = profiles.map((profile) => ({
    profile,
    hits: profile.caseFile.filter(({ name }) => given.has(name)).length,
  }))
  const best = known.toSorted((a, b) => b.hits - a.hits)[0]
  return best === undefined || best.hits === 0 ? null : best.profile
}
