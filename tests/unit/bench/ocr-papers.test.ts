import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { pickBatch } from '../../bench/ocr-batch.ts'
import { parseOcrOptions } from '../../bench/ocr-options.ts'
import { type Paper, papersOfFolder } from '../../bench/ocr-papers.ts'

const truth = {
  fields: { number: '44' },
  pages: [1, 2].map((page) => ({ page, lines: [{ text: `trang ${page}` }] })),
}
const manifest = {
  seed: 'x',
  pages: [
    { tier: 'A', id: 'd1', page: 2, file: 'A/d1_p2.jpg', dpi: 200, skew: 0.3 },
    { tier: 'A', id: 'd1', page: 1, file: 'A/d1_p1.jpg', dpi: 200 },
    { tier: 'D', id: 'd1', page: 1, file: 'D/d1_p1.jpg', dpi: null },
    { tier: 'A', id: 'd2', page: 1, file: 'A/d2_p1.jpg' },
    { tier: 'B', id: 'd2', page: 1, file: 'B/d2_p1.jpg' },
  ],
}

test('papers of a folder come document by document with their pages in order', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'papers-'))
  try {
    await mkdir(path.join(folder, 'docs'))
    await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest))
    await writeFile(path.join(folder, 'docs/d1.json'), JSON.stringify(truth))
    const { fields, pages } = truth
    await writeFile(
      path.join(folder, 'docs/d2.json'),
      JSON.stringify({ era: 'old', truth: { ...fields, signerTitle: 'CHỦ TỊCH' }, pages }),
    )
    const options = parseOcrOptions([`--folder=${folder}`, '--tiers=A,D'])
    const papers = await papersOfFolder(folder, options)

    expect(
      papers.map(({ id, tier, pages: of }) => [tier, id, ...of.map(({ file }) => path.basename(file))]),
    ).toEqual([
      ['A', 'd1', 'd1_p1.jpg', 'd1_p2.jpg'],
      ['D', 'd1', 'd1_p1.jpg'],
      ['A', 'd2', 'd2_p1.jpg'],
    ])
    expect(papers.map((paper) => [paper.truth.fields['number'], paper.pages[0]?.dpi])).toEqual([
      ['44', 200],
      ['44', 300],
      ['44', 300],
    ])
    expect(papers[2]?.truth.fields).toEqual({ number: '44' })
    expect(papers[0]?.pages[1]?.truth).toEqual({ lines: [{ text: 'trang 2' }], aux: [] })
    const few = await papersOfFolder(folder, { ...options, documents: 1 })
    expect(few.map(({ id }) => id)).toEqual(['d1', 'd1'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('a batch of few pages has pages of all tiers', () => {
  const page = { file: 'x.jpg', dpi: 300, truth: { lines: [], aux: [] } }
  const papers = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8'].flatMap((id) =>
    ['A', 'B', 'C', 'D'].map(
      (tier): Paper => ({ id, tier, truth: { pages: [], fields: {} }, pages: [page, page] }),
    ),
  )
  const batch = pickBatch(papers)

  expect(batch).toHaveLength(8)
  expect(new Set(batch.slice(0, 4).map(({ id }) => id)).size).toBe(4)
  expect([...new Set(batch.map(({ tier }) => tier))].toSorted()).toEqual(['A', 'B', 'C', 'D'])
})
