import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readXml } from '../../../../../electron/package/verify/read-xml.ts'
import { createPacking, shortly, zipped } from '../../../../support/packing.ts'
import { createTampered } from '../../../../support/tampered-package.ts'

const ROOT = 'uuid-00000000-0000-5000-8000-000000000000'

/** Puts other bytes of the same length into a file, wherever they stand: names of a zip are not summed. */
async function rewritten(file: string, from: string, to: string): Promise<void> {
  const text = (await readFile(file)).toString('latin1')
  if (!text.includes(from)) throw new Error(`${from} is not in the file`)
  await writeFile(file, Buffer.from(text.replaceAll(from, to), 'latin1'))
}

test('[PA31] names that lead out of the package are told, and nothing is written anywhere', async () => {
  const { folder, check } = await createPacking({ files: 1, documents: 1 })
  const file = path.join(folder, `${ROOT}.zip`)
  const evil = [
    ['aa/etc/passwd', '../etc/passwd'],
    ['b/c/absolute', '/bc/absolute'],
    ['C-/windows', 'C:/windows'],
    ['back-slash', 'back\\slash'],
    ['tr-ng.txt', 'tr\u00eang.txt'],
  ] as const
  await zipped(
    file,
    new Map([
      [`${ROOT}/METS.xml`, Buffer.from('<mets/>')],
      ...evil.map(([name]) => [name, Buffer.from('x')] as const),
    ]),
  )
  for (const [from, to] of evil) await rewritten(file, from, to)

  const [checked] = await check(file)

  const names = (checked?.faults ?? []).filter(({ code }) => code === 'name').map(({ what }) => what)
  expect(names).toEqual(
    expect.arrayContaining([
      'a path that leaves the package',
      'an absolute path',
      'a backslash',
      'other characters than A-Z a-z 0-9 . _ -',
    ]),
  )
  expect(names.length).toBeGreaterThanOrEqual(evil.length)
})

test('[PA31] a zip that unpacks to far more than it is, or lies over itself, is not unpacked', async () => {
  const { folder, check } = await createPacking({ files: 1, documents: 1 })
  const file = path.join(folder, `${ROOT}.zip`)
  await zipped(
    file,
    new Map([
      [`${ROOT}/bomb.pdf`, Buffer.alloc(96 * 2 ** 20)],
      [`${ROOT}/METS.xml`, Buffer.from('<mets/>')],
    ]),
  )
  const before = process.memoryUsage().rss

  const [checked] = await check(file)

  expect(shortly(checked?.faults ?? [])).toContain(`too-large ${ROOT}/bomb.pdf`)
  expect(checked?.sizeBytes).toBeLessThan(1000)
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20)
})

test('[PA31] XML that is made to harm is refused before it is read', () => {
  const hostile = [
    '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`,
    `<a>${'<b/>'.repeat(700_000)}</a>`,
    '<a><__proto__>x</__proto__></a>',
    '<a',
    '',
    '<a/><b/>',
  ]

  const isRefused = (xml: string): boolean => {
    try {
      readXml(Buffer.from(xml, 'utf8'))
      return false
    } catch (error) {
      return error instanceof Error
    }
  }
  expect(hostile.filter((xml) => !isRefused(xml))).toEqual([])
  expect(() => readXml(Buffer.from([0x3c, 0x61, 0xff, 0x3e]))).toThrow('not UTF-8')
})

test('[PA31] whatever is changed in a package, the check ends and tells it', {
  timeout: 120_000,
}, async () => {
  const packing = await createPacking({ files: 1, documents: 1 })
  const { packed } = await packing.pack()
  const whole = await readFile(path.join(packing.folder, packed[0]?.name ?? ''))
  const file = path.join(packing.folder, 'x', packed[0]?.name ?? '')
  await mkdir(path.dirname(file))
  let seed = 20_261_120
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }

  const passed: number[] = []
  for (let round = 0; round < 150; round += 1) {
    const bytes = Buffer.from(whole)
    for (let at = 0; at <= random(6); at += 1) bytes.writeUInt8(random(256), random(bytes.length))
    const cut = random(4) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes
    await writeFile(file, cut)
    const [checked] = await packing.check(file)
    if (cut.length < whole.length && checked?.faultCount === 0) passed.push(round)
  }

  expect(passed).toEqual([])
})

test('[PA31] hostile METS names are told without being followed', async () => {
  const { faults } = await createTampered(await createPacking({ files: 1, documents: 1 }))
  const hrefs = ['file:///etc/passwd', '/etc/passwd', '..%2f..%2fetc', 'a%00b', '%', 'a\\b', 'x?y', '']

  const followed: string[] = []
  for (const href of hrefs) {
    const found = await faults((files) =>
      files.replace('METS.xml', 'xlink:href="metadata/descriptive/EAD.xml"', `xlink:href="${href}"`),
    )
    if (!found.includes('href METS.xml')) followed.push(href)
  }

  expect(followed).toEqual([])
})
