import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { XMLParser } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { editClosed, packableDocument, packableFile } from '../../../support/packable-vault.ts'
import { createPacking, unzipped } from '../../../support/packing.ts'
import { signedPdf } from '../../../support/signed-pdf.ts'
import { edit, piecesOf, temporaryFolder } from '../../../support/test-vault.ts'
import { expectLawful } from '../../../support/written-pdf.ts'

type Attributes = Readonly<Record<string, string>>
type FileSaid = Attributes & { readonly FLocat: Attributes }

/** The part of a METS that this test looks at. */
interface Mets {
  readonly OBJID: string
  readonly metsHdr: { readonly agent: readonly Attributes[] }
  readonly dmdSec: readonly { readonly mdRef: Attributes }[]
  readonly amdSec: { readonly digiprovMD: readonly { readonly mdRef: Attributes }[] }
  readonly fileSec: {
    readonly fileGrp: readonly { readonly USE: string; readonly file: readonly FileSaid[] }[]
  }
  readonly structMap: { readonly div: readonly { readonly div: readonly Attributes[] }[] }
}

/** An independent look at a METS: by prefix, without any code of ours. */
function metsOf(bytes: Buffer | undefined): Mets {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => ['agent', 'fileGrp', 'file', 'dmdSec', 'digiprovMD', 'div'].includes(name),
  })
  const read: unknown = parser.parse(bytes?.toString('utf8') ?? '')
  // What is not there fails the test where it is looked at.
  return (read as { readonly mets: Mets }).mets
}

/** Every reference of a METS with what is said of its file. */
function saidIn(mets: Mets): readonly Attributes[] {
  const sections = [...mets.dmdSec, ...mets.amdSec.digiprovMD].map(({ mdRef }) => mdRef)
  const files = mets.fileSec.fileGrp.flatMap(({ file }) => file)
  return [...sections, ...files.map((file) => ({ ...file, ...file.FLocat, FLocat: '' }))]
}

test('[PA24] a closed case file becomes a SIP_hoso by the rules of CSIP, one lawful PDF a document', async () => {
  const { pack, folder, check, noted } = await createPacking({ files: 1, documents: 2 })

  const { packed, refused } = await pack()

  expect(refused).toEqual([])
  const name = packed[0]?.name ?? ''
  const { size: sizeBytes } = await stat(path.join(folder, name))
  expect(packed).toEqual([
    { id: packableFile(0), code: 'H27.38.05.2021.01.ĐĐ', name, documents: 2, sizeBytes },
  ])
  expect(await readdir(folder)).toEqual([name])
  expect(noted).toEqual([packableFile(0)])
  const root = name.replace('.zip', '')
  expect(root).toMatch(/^uuid-[0-9A-F-]{36}$/)
  const files = await unzipped(path.join(folder, name))
  expect(
    [...files.keys()].every((file) => file.startsWith(`${root}/`) && /^[A-Za-z0-9._/-]+$/.test(file)),
  ).toBe(true)

  const mets = metsOf(files.get(`${root}/METS.xml`))
  expect(mets).toMatchObject({
    OBJID: root,
    TYPE: 'Textual works – Digital',
    'csip:CONTENTINFORMATIONTYPE': 'OTHER',
    metsHdr: {
      CREATEDATE: '2026-11-20T10:04:05+07:00',
      'csip:OAISPACKAGETYPE': 'SIP',
      RECORDSTATUS: 'NEW',
    },
    structMap: { TYPE: 'PHYSICAL', LABEL: 'CSIP' },
  })
  expect(mets.metsHdr.agent[0]).toMatchObject({ ROLE: 'CREATOR', TYPE: 'OTHER', OTHERTYPE: 'SOFTWARE' })
  expect(mets.fileSec.fileGrp.map(({ USE }) => USE)).toEqual([
    'Documentation',
    'Schemas',
    'Representations/rep1',
  ])
  const said = saidIn(mets)
  expect(said).toHaveLength(6)
  const real = said.map(({ 'xlink:href': href }) => {
    const bytes = files.get(`${root}/${href}`) ?? Buffer.alloc(0)
    const located = { LOCTYPE: 'URL', 'xlink:type': 'simple', CREATED: '2026-11-20T10:04:05+07:00' }
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { SIZE: String(bytes.length), CHECKSUM: sha256, CHECKSUMTYPE: 'SHA-256', ...located }
  })
  expect(said).toMatchObject(real)
  const labels = mets.structMap.div[0]?.div.map(({ LABEL }) => LABEL)
  expect(labels).toEqual(['Metadata', 'Documentation', 'Schemas', 'Representations'])

  const pdfs = [...files].filter(([file]) => file.endsWith('.pdf'))
  expect(pdfs.map(([file]) => file)).toEqual([
    expect.stringMatching(/rep1\/data\/H27\.38\.05\.2021\.01\.DD-[0-9a-f]{8}\.0000001\.pdf$/),
    expect.stringMatching(/\.0000002\.pdf$/),
  ])
  for (const [, bytes] of pdfs) await expectLawful(bytes)
  const premis = [...files].filter(([file]) => /PREMIS_[0-9a-f-]{36}\.xml$/.test(file))
  expect(premis).toHaveLength(2)
  for (const [, bytes] of premis) {
    expect(bytes.toString('utf8')).toContain('<eventType>digitization</eventType>')
    expect(bytes.toString('utf8')).toContain('<eventType>text recognition</eventType>')
  }
  const [checked] = await check(path.join(folder, name))
  expect(checked).toMatchObject({ kind: 'sip', documents: 2, faults: [], notes: [] })
})

test('[PA24] a profile chooses names of elements, codes and how dates are written', async () => {
  const { pack, folder, check } = await createPacking({ files: 1, documents: 1 })

  const { packed } = await pack({ profile: 'tt02-2019' })

  const files = await unzipped(path.join(folder, packed[0]?.name ?? ''))
  const textOf = (end: string): string =>
    [...files].find(([name]) => name.endsWith(end))?.[1].toString('utf8') ?? ''
  expect(textOf('/EAD.xml')).toContain('<FileCode>000.27.P0521.2021.01.ĐĐ</FileCode>')
  expect(textOf('/EAD.xml')).toContain('<Maintenance>Vĩnh viễn</Maintenance>')
  expect(textOf('001.xml')).toContain('<IssuedDate>12/03/2021</IssuedDate>')
  expect((await check(path.join(folder, packed[0]?.name ?? '')))[0]?.faults).toEqual([])
})

test('[PA25] the same case file at the same time gives the same bytes, titles stand in metadata only', async () => {
  const title = 'Hồ sơ <b>"đất & nhà"</b> ]]> \u202egnort'
  const { pack, folder, check } = await createPacking({ files: 1, documents: 2, title: () => title })
  const other = await temporaryFolder()

  const first = await pack()
  const second = await pack({ folder: other })

  const [name = ''] = first.packed.map((each) => each.name)
  expect(second.packed.map((each) => each.name)).toEqual([name])
  expect(await readFile(path.join(other, name))).toEqual(await readFile(path.join(folder, name)))
  const files = await unzipped(path.join(folder, name))
  const ead = [...files].find(([file]) => file.endsWith('/EAD.xml'))?.[1].toString('utf8') ?? ''
  expect(ead).toContain('&lt;b&gt;&quot;đất &amp; nhà&quot;&lt;/b&gt; ]]&gt; &#x202e;gnort')
  expect((await check(path.join(folder, name)))[0]?.faults).toEqual([])
})

test('[PA25] other content gives another package', async () => {
  const { pack, vault } = await createPacking({ files: 1, documents: 1 })

  const first = await pack()
  await editClosed(vault, 0, [edit(packableDocument(0, 0), '/field/subject', 'Về việc khác')])
  const second = await pack()

  expect(second.refused).toEqual([])
  expect(second.packed[0]?.name).not.toBe(first.packed[0]?.name)
})

test('[PA24] other programs unpack what is written', async () => {
  const { pack, folder } = await createPacking({ files: 1, documents: 1 })
  const { packed } = await pack()

  if (spawnSync('unzip', ['-v']).error !== undefined) {
    process.stderr.write('unzip is not installed: what it would say is not checked\n')
    return
  }
  const said = execFileSync('unzip', ['-t', path.join(folder, packed[0]?.name ?? '')], { encoding: 'utf8' })
  expect(said).toContain('No errors detected')
})

test('[PA24] a signed PDF stands in the package byte for byte, and the check notes that it claims no level', async () => {
  const { pack, folder, check, vault } = await createPacking({ files: 1, documents: 2 })
  const signed = signedPdf()
  const { sha } = await vault.blobs.put(piecesOf(signed))
  const page = '00000000-0000-4000-8000-000000000001'
  await editClosed(vault, 0, [edit(packableDocument(0, 1), '/pages', [{ id: page, source: sha, index: 0 }])])

  const { packed } = await pack()

  const files = await unzipped(path.join(folder, packed[0]?.name ?? ''))
  const kept = [...files].find(([name]) => name.endsWith('.0000002.pdf'))
  expect(kept?.[1].equals(signed)).toBe(true)
  const [checked] = await check(path.join(folder, packed[0]?.name ?? ''))
  expect(checked?.faults).toEqual([])
  expect(checked?.notes.map(({ code, file }) => `${code} ${file.slice(-12)}`)).toEqual(['pdf .0000002.pdf'])
})
