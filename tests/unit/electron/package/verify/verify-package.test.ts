import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createPacking, shortly, unzipped } from '../../../../support/packing.ts'
import { createTampered, type Files } from '../../../../support/tampered-package.ts'

const METS = 'METS.xml'
const REP = 'representations/rep1/METS.xml'
const EAD = 'metadata/descriptive/EAD.xml'
const PREMIS = 'metadata/preservation/PREMIS.xml'

test('[PA30] every planted fault is listed, and nothing else', async () => {
  const tampered = await createTampered(await createPacking({ files: 1, documents: 2 }))
  const { faults, find } = tampered
  const pdf = find(/0000001\.pdf$/)
  const ofDocument = find(/EAD_doc_.*0000001\.xml$/)
  const account = find(/PREMIS_[0-9a-f]{8}-/)
  const plant: Readonly<Record<string, readonly [(files: Files) => void, readonly string[]]>> = {
    nothing: [() => {}, []],
    'a missing document': [
      (files) => files.delete(pdf),
      [`missing ${pdf}`, `description ${ofDocument}`, `description ${EAD}`],
    ],
    'a missing description': [(files) => files.delete(ofDocument), [`missing ${ofDocument}`]],
    'no METS': [(files) => files.delete(METS), [`missing ${METS}`]],
    'no METS of the representation': [(files) => files.delete(REP), [`missing ${REP}`]],
    'a file too many': [
      (files) => files.set('documentation/note.txt', 'x'),
      ['extra documentation/note.txt'],
    ],
    'another byte in a description': [
      (files) => files.replace(ofDocument, 'trợ cấp', 'trợ cắp'),
      [`wrong-hash ${ofDocument}`],
    ],
    'a longer description': [
      (files) => files.replace(ofDocument, 'trợ cấp', 'trợ  cấp'),
      [`wrong-hash ${ofDocument}`, `wrong-size ${ofDocument}`],
    ],
    'a PDF that was changed behind its end': [
      (files) => files.set(pdf, Buffer.from('%PDF-1.7 broken')),
      [`pdf ${pdf}`, `wrong-hash ${pdf}`, `wrong-size ${pdf}`],
    ],
    'an unknown name': [
      (files) => files.set('documentation/ghi chú.txt', 'x'),
      ['name documentation/ghi chú.txt'],
    ],
    'the name of a device': [
      (files) => files.set('documentation/con.txt', 'x'),
      ['name documentation/con.txt'],
    ],
    'a case twin': [
      (files) => files.set('documentation/readme.TXT', 'x'),
      ['duplicate documentation/readme.TXT'],
    ],
    'METS that is no XML': [(files) => files.replace(METS, '</mets>', ''), [`xml ${METS}`]],
    'METS without its software': [
      (files) => files.replace(METS, 'SOFTWARE VERSION', 'IDENTIFICATIONCODE'),
      [`mets ${METS}`],
    ],
    'METS without the division of schemas': [
      (files) => files.replace(METS, 'LABEL="Schemas"', 'LABEL="Other"'),
      [`mets ${METS}`],
    ],
    'METS that names an id that is not there': [
      (files) => files.replace(METS, 'ADMID="premis-1"', 'ADMID="premis-9"'),
      [`mets ${METS}`],
    ],
    'METS with MD5': [
      (files) => files.replace(METS, 'CHECKSUMTYPE="SHA-256"', 'CHECKSUMTYPE="MD5"'),
      [`mets ${METS}`],
    ],
    'a date that cannot be': [
      (files) => files.replace(METS, 'CREATEDATE="2026-11-20', 'CREATEDATE="2026-13-20'),
      [`date ${METS}`],
    ],
    'a date of another zone': [
      (files) => files.replace(METS, /LASTMODDATE="[^"]*"/, 'LASTMODDATE="2026-11-20T03:04:05Z"'),
      [`date ${METS}`],
    ],
    'a reference that climbs out': [
      (files) =>
        files.replace(METS, 'xlink:href="documentation/README.txt"', 'xlink:href="../../etc/passwd"'),
      [`href ${METS}`, 'extra documentation/README.txt'],
    ],
    'a reference that climbs out in disguise': [
      (files) => files.replace(METS, 'xlink:href="documentation/README.txt"', 'xlink:href="%2e%2e/x"'),
      [`href ${METS}`, 'extra documentation/README.txt'],
    ],
    'a reference to the network': [
      (files) =>
        files.replace(METS, 'xlink:href="documentation/README.txt"', 'xlink:href="http://example.org/x"'),
      [`href ${METS}`, 'extra documentation/README.txt'],
    ],
    'another object id': [
      (files) => files.replace(METS, /OBJID="[^"]*"/, 'OBJID="uuid-X"'),
      [`structure ${METS}`],
    ],
    'PREMIS without a type of an event': [
      (files) => files.replace(PREMIS, '<eventType>closing</eventType>', '<eventType></eventType>'),
      [`premis ${PREMIS}`, `wrong-hash ${PREMIS}`, `wrong-size ${PREMIS}`],
    ],
    'PREMIS that names nobody': [
      (files) =>
        files.replace(
          PREMIS,
          '<linkingAgentIdentifierValue>ho-so-xa',
          '<linkingAgentIdentifierValue>ho-so-xx',
        ),
      [`premis ${PREMIS}`, `wrong-hash ${PREMIS}`],
    ],
    'PREMIS with a wrong day': [
      (files) => files.replace(PREMIS, /<eventDateTime>2026-01/, '<eventDateTime>2026-21'),
      [`date ${PREMIS}`, `wrong-hash ${PREMIS}`],
    ],
    'PREMIS with another hash': [
      (files) => files.replace(account, /<messageDigest>./, '<messageDigest>z'),
      [`premis ${account}`, `wrong-hash ${account}`],
    ],
    'a required element left out': [
      (files) => files.replace(EAD, /<title>.*<\/title>/, ''),
      [`description ${EAD}`, `wrong-hash ${EAD}`, `wrong-size ${EAD}`],
    ],
    'a code that is none': [
      (files) => files.replace(EAD, '<mode>01', '<mode>09'),
      [`description ${EAD}`, `wrong-hash ${EAD}`],
    ],
    'a state secret': [
      (files) => files.replace(EAD, '<mode>01', '<mode>03'),
      [`description ${EAD}`, `wrong-hash ${EAD}`],
    ],
    'a day that is none': [
      (files) => files.replace(EAD, '<startDate>12/03', '<startDate>31/02'),
      [`date ${EAD}`, `wrong-hash ${EAD}`],
    ],
    'another count of documents': [
      (files) => files.replace(EAD, '<totalDoc>2', '<totalDoc>3'),
      [`description ${EAD}`, `wrong-hash ${EAD}`],
    ],
    'a file outside the folder': [(files) => files.raw('khac.txt', 'x'), ['structure ']],
  }

  /** Where nothing else can be compared any more. */
  const loose = new Set(['a file outside the folder'])
  const found: Record<string, readonly string[]> = {}
  for (const [what, [change, expected]] of Object.entries(plant)) {
    const all = await faults(change)
    found[what] = loose.has(what) ? all.filter((fault) => expected.includes(fault)) : all
  }
  const expected = Object.entries(plant).map(([what, [, faulty]]) => [what, faulty.toSorted()])
  expect(found).toEqual(Object.fromEntries(expected))
})

test('[PA30] several faults of one package are all listed', async () => {
  const { faults, find } = await createTampered(await createPacking({ files: 1, documents: 2 }))
  const [first, second] = [find(/0000001\.pdf$/), find(/0000002\.pdf$/)]

  const found = await faults((files) => {
    files.delete(first)
    files.set(second, 'not a PDF')
    files.set('extra.bin', 'x')
    files.replace(EAD, '<language>01', '<language>77')
  })

  expect(found).toEqual(
    expect.arrayContaining([
      `missing ${first}`,
      `wrong-hash ${second}`,
      `wrong-size ${second}`,
      `pdf ${second}`,
      'extra extra.bin',
      `description ${EAD}`,
      `wrong-hash ${EAD}`,
    ]),
  )
})

test('[PA30] a bag with a changed, a missing and a further file says so', async () => {
  const { pack, folder, check } = await createPacking({ files: 1, documents: 1 })
  const { packed } = await pack({ format: 'bagit' })
  const bag = path.join(folder, packed[0]?.name ?? '')
  await rm(path.join(bag, 'data/documentation/README.txt'))
  await writeFile(path.join(bag, 'data/metadata/descriptive/EAD.xml'), '<simpledc/>')
  await writeFile(path.join(bag, 'data/thừa.txt'), 'x')
  await writeFile(path.join(bag, 'fetch.txt'), 'http://example.org/x 1 data/x\n')
  await symlink('/etc/passwd', path.join(bag, 'data/link'))

  const found = shortly((await check(bag))[0]?.faults ?? [])
  expect(found).toEqual(
    expect.arrayContaining([
      'missing data/documentation/README.txt',
      'wrong-hash data/metadata/descriptive/EAD.xml',
      'name data/thừa.txt',
      'link data/link',
      'bag fetch.txt',
      'bag bag-info.txt',
      'description metadata/descriptive/EAD.xml',
    ]),
  )
})

test('[PA30] what is no package is told as such', async () => {
  const { folder, check } = await createPacking({ files: 1, documents: 1 })
  const [empty, text] = [path.join(folder, 'trống'), path.join(folder, 'thư.zip')]
  await mkdir(empty)
  await writeFile(text, 'không phải zip')

  const checks = await check(empty, text, path.join(folder, 'không có'))

  expect(checks.map(({ kind, faults }) => [kind, ...shortly(faults)])).toEqual([
    ['unknown', 'unreadable '],
    ['unknown', 'unreadable '],
    ['unknown', 'unreadable '],
  ])
})

test('[PA30] an unpacked package is as good as its zip', async () => {
  const { pack, folder, check } = await createPacking({ files: 1, documents: 1 })
  const { packed } = await pack()
  const files = await unzipped(path.join(folder, packed[0]?.name ?? ''))
  for (const [name, bytes] of files) {
    const file = path.join(folder, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, bytes)
  }

  expect(await check(path.join(folder, packed[0]?.name.replace('.zip', '') ?? ''))).toMatchObject([
    { kind: 'sip', documents: 1, faults: [] },
  ])
})
