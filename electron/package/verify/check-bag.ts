import {
  MANIFEST,
  PAYLOAD_FOLDER as PAYLOAD,
  readManifestLine,
  TAG_MANIFEST,
} from '../../../domain/bag/manifest.ts'
import type { Inspection } from './inspection.ts'

/** Looks whether a bag is whole and says what it holds. @see RFC 8493 */
export async function checkBag(inspection: Inspection): Promise<void> {
  const { faults, files } = inspection
  const declaration = (await inspection.text('bagit.txt')) ?? ''
  if (!/^BagIt-Version: \d+\.\d+\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/.test(declaration)) {
    faults.add('bag', 'bagit.txt', 'not the two lines of a bag in UTF-8')
  }
  if (files.has('fetch.txt')) faults.add('bag', 'fetch.txt', 'parts of the bag lie elsewhere')
  const listed = await readManifest(inspection, MANIFEST, true)
  const tagged = await readManifest(inspection, TAG_MANIFEST, false)
  for (const name of files.keys()) {
    const isTag = !name.startsWith(PAYLOAD)
    if (!isTag && !listed.has(name)) faults.add('extra', name, `not in ${MANIFEST}`)
    if (isTag && name !== TAG_MANIFEST && tagged.size > 0 && !tagged.has(name)) {
      faults.add('extra', name, `not in ${TAG_MANIFEST}`)
    }
  }
  await checkOxum(inspection)
}

/** Compares every file that a manifest lists. @returns their names */
async function readManifest(
  inspection: Inspection,
  manifest: string,
  isPayload: boolean,
): Promise<ReadonlySet<string>> {
  const { faults, files, measured } = inspection
  const text = await inspection.text(manifest)
  if (text === null) {
    faults.add('missing', manifest, isPayload ? 'a bag without manifest' : 'no manifest of the tag files')
    return new Set()
  }
  const listed = new Set<string>()
  for (const line of text.split(/\r?\n/).filter(Boolean)) {
    const said = readManifestLine(line, isPayload)
    if (said === null) {
      faults.add('bag', manifest, `a line that says nothing: ${line}`)
      continue
    }
    const { name, sha256: digest } = said
    if (listed.has(name)) faults.add('duplicate', name, `twice in ${manifest}`)
    listed.add(name)
    const real = measured.get(name)
    if (!files.has(name)) faults.add('missing', name, `named by ${manifest}`)
    else if (real !== undefined && real.sha256 !== digest) {
      faults.add('wrong-hash', name, `another SHA-256 than ${manifest} says`)
    }
  }
  return listed
}

async function checkOxum({ faults, files, measured, text }: Inspection): Promise<void> {
  const info = await text('bag-info.txt')
  const told = /^Payload-Oxum:\s*(\d+)\.(\d+)\s*$/m.exec(info ?? '')
  if (told === null) {
    faults.add('bag', 'bag-info.txt', 'no Payload-Oxum')
    return
  }
  const payload = [...files.keys()].filter((name) => name.startsWith(PAYLOAD))
  const octets = payload.reduce((sum, name) => sum + (measured.get(name)?.sizeBytes ?? 0), 0)
  if (Number(told[1]) !== octets || Number(told[2]) !== payload.length) {
    faults.add(
      'bag',
      'bag-info.txt',
      `Payload-Oxum is ${octets}.${payload.length}, not ${told[1]}.${told[2]}`,
    )
  }
}
