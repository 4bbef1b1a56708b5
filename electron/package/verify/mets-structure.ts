import { ns } from '../official-schemas.ts'
import type { Look } from './check-mets.ts'
import { hrefTarget } from './href.ts'
import { childAt, childrenOf, type ReadElement } from './read-xml.ts'

const METS = `{${ns.mets}}`
const XLINK = `{${ns.xlink}}`

/** Looks at the division of the standard and at what refers to what. @returns the METS of the representations it points to */
export function metsStructure(look: Look, root: ReadElement, isRoot: boolean): readonly string[] {
  const ids = checkIds(look, root)
  const map = childrenOf(root, `${METS}structMap`).find(
    (each) => each.attributes.get('LABEL') === 'CSIP' && each.attributes.get('TYPE') === 'PHYSICAL',
  )
  look.must('CSIP80-82 structMap CSIP, PHYSICAL', map !== undefined)
  if (map === undefined) return []
  look.must('CSIP83 structMap ID', map.attributes.has('ID'))
  const divisions = childrenOf(map, `${METS}div`)
  const [top] = divisions
  look.must('CSIP84 one div in the structMap', divisions.length === 1)
  if (top === undefined) return []
  const all = [top, ...below(top)]
  for (const division of all) checkDivision(look, division, ids)
  const labels = new Set(childrenOf(top, `${METS}div`).map((division) => division.attributes.get('LABEL')))
  look.must('CSIP88-90 div Metadata', labels.has('Metadata'))
  checkMetadataDivision(look, root, top)
  if (isRoot) {
    for (const label of ['Documentation', 'Schemas', 'Representations']) {
      const isThere = labels.has(label) || [...labels].some((each) => each?.startsWith(`${label}/`) === true)
      look.must(`CSIP93-105 div ${label}`, isThere)
    }
  }
  return all.flatMap((division) => pointersOf(look, division, ids))
}

function below(division: ReadElement): readonly ReadElement[] {
  return childrenOf(division, `${METS}div`).flatMap((each) => [each, ...below(each)])
}

/** @returns id -> name of its element */
function checkIds(look: Look, root: ReadElement): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  const waiting = [root]
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const id = element.attributes.get('ID')
    if (id !== undefined) {
      look.must(`ID ${id} is no name of XML`, /^[A-Za-z_][\w.-]*$/.test(id))
      look.must(`ID ${id} stands twice`, !ids.has(id))
      ids.set(id, element.name)
    }
    waiting.push(...element.children)
  }
  return ids
}

function checkDivision(look: Look, division: ReadElement, ids: ReadonlyMap<string, string>): void {
  const label = division.attributes.get('LABEL') ?? ''
  look.must('CSIP85 div ID', division.attributes.has('ID'))
  look.must('CSIP86 div LABEL', label !== '')
  const named = ['DMDID', 'ADMID'].flatMap((attribute) =>
    (division.attributes.get(attribute) ?? '').split(/\s+/).filter(Boolean),
  )
  const filed = childrenOf(division, `${METS}fptr`).map((pointer) => pointer.attributes.get('FILEID') ?? '')
  for (const id of [...named, ...filed])
    look.must(`div ${label} names ${id}, which is not there`, ids.has(id))
}

/** Everything that describes and keeps account is named by the division of metadata. */
function checkMetadataDivision(look: Look, root: ReadElement, top: ReadElement): void {
  const division = childrenOf(top, `${METS}div`).find((each) => each.attributes.get('LABEL') === 'Metadata')
  if (division === undefined) return
  const idsOf = (attribute: string): ReadonlySet<string> =>
    new Set((division.attributes.get(attribute) ?? '').split(/\s+/))
  const [described, accounted] = [idsOf('DMDID'), idsOf('ADMID')]
  for (const section of childrenOf(root, `${METS}dmdSec`)) {
    const id = section.attributes.get('ID') ?? ''
    look.must(`CSIP92 div Metadata names dmdSec ${id}`, described.has(id))
  }
  for (const amd of childrenOf(root, `${METS}amdSec`)) {
    for (const section of childrenOf(amd, `${METS}digiprovMD`)) {
      const id = section.attributes.get('ID') ?? ''
      const isNamed = accounted.has(id) || accounted.has(amd.attributes.get('ID') ?? '?')
      look.must(`CSIP91 div Metadata names digiprovMD ${id}`, isNamed)
    }
  }
}

function pointersOf(look: Look, division: ReadElement, ids: ReadonlyMap<string, string>): readonly string[] {
  const pointer = childAt(division, `${METS}mptr`)
  if (pointer === null) return []
  const label = division.attributes.get('LABEL') ?? ''
  const href = pointer.attributes.get(`${XLINK}href`) ?? ''
  const title = pointer.attributes.get(`${XLINK}title`) ?? ''
  look.must(`CSIP108 ${label}: xlink:title is the ID of its fileGrp`, ids.get(title) === `${METS}fileGrp`)
  look.must(`CSIP109-112 ${label}: LOCTYPE`, pointer.attributes.get('LOCTYPE') === 'URL')
  const target = hrefTarget(href, look.folder)
  if ('wrong' in target) {
    look.inspection.faults.add('href', look.name, `${label}: ${target.wrong} (${href})`)
    return []
  }
  if (!look.inspection.files.has(target.name)) {
    look.inspection.faults.add('missing', target.name, `pointed to by ${look.name}`)
    return []
  }
  return [target.name]
}
