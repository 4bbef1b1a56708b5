import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Cost } from './ocr-contestant.ts'
import { ALL, type Figure, type Unit } from './ocr-figures.ts'
import type { Paper, PaperPage } from './ocr-papers.ts'
import { ocrmypdfOptions, oneThread, runMeasured } from './ocr-rivals.ts'

const MOST_PAGES = 16
const WANTED_RATIO = 3
const POINTS_AN_INCH = 72
const MINUTE = 60
const MB = 1e6

/**
 * The whole way from scanned PDFs to searchable ones: our command with a file a document, `ocrmypdf` with all pages in one
 * file, by which it can keep all its jobs busy.
 */
export async function measureBatch(
  papers: readonly Paper[],
  folder: string,
  workers: number,
): Promise<readonly Figure[]> {
  const batch = pickBatch(papers)
  const pages = batch.flatMap((paper) => paper.pages)
  await mkdir(folder, { recursive: true })
  const joined = path.join(folder, 'all.pdf')
  await writePdf(joined, pages)
  const files: string[] = []
  for (const { id, tier, pages: own } of batch) {
    const file = path.join(folder, `${tier}-${id}.pdf`)
    await writePdf(file, own)
    files.push(file)
  }
  const out = path.join(folder, 'out')
  const ours = await runMeasured([
    process.execPath,
    'out/cli/hoso.mjs',
    'digitise',
    ...files,
    '--out',
    out,
    '--pdf',
    `--workers=${workers}`,
  ])
  const output = path.join(folder, 'read.pdf')
  const theirs = await runMeasured(
    ['ocrmypdf', ...ocrmypdfOptions, `-j${workers}`, joined, output],
    oneThread,
  )
  return batchFigures(pages.length, ours, theirs)
}

/** One tier after the other, so that few pages are pages of all. */
export function pickBatch(papers: readonly Paper[]): readonly Paper[] {
  const ids = [...new Set(papers.map(({ id }) => id))]
  const tiers = [...new Set(papers.map(({ tier }) => tier))]
  const inTurn = papers.toSorted((a, b) => turnOf(a) - turnOf(b))
  function turnOf({ id, tier }: Paper): number {
    return (ids.indexOf(id) + tiers.indexOf(tier)) % tiers.length
  }
  const batch: Paper[] = []
  const counter = { pages: 0 }
  for (const paper of inTurn) {
    if (counter.pages + paper.pages.length > MOST_PAGES) continue
    counter.pages += paper.pages.length
    batch.push(paper)
  }
  return batch
}

function batchFigures(pages: number, ours: Cost, theirs: Cost): readonly Figure[] {
  const pace = ({ wallSeconds }: Cost): number => (pages * MINUTE) / wallSeconds
  const figure = (what: string, unit: Unit, value: number): Figure => ({
    what: `batch of ${pages} pages: ${what}`,
    unit,
    tier: ALL,
    value,
    wanted: null,
  })
  return [
    figure('pace, ours', 'pages/min', pace(ours)),
    figure('pace, ocrmypdf', 'pages/min', pace(theirs)),
    {
      ...figure('pace, ours to ocrmypdf', 'x', pace(ours) / pace(theirs)),
      wanted: { atLeast: WANTED_RATIO },
    },
    figure('processor a page, ours', 's', ours.cpuSeconds / pages),
    figure('processor a page, ocrmypdf', 's', theirs.cpuSeconds / pages),
    figure('most memory, ours', 'MB', ours.peakBytes / MB),
    figure('most memory, ocrmypdf', 'MB', theirs.peakBytes / MB),
  ]
}

/** Puts the pictures into a PDF as they are, in the size of their paper. */
async function writePdf(file: string, pages: readonly PaperPage[]): Promise<void> {
  const pdf = await PDFDocument.create()
  for (const { file: picture, dpi } of pages) {
    const image = await pdf.embedJpg(await readFile(picture))
    const [width, height] = [image.width, image.height].map((pixels) => (pixels * POINTS_AN_INCH) / dpi)
    if (width === undefined || height === undefined) throw new RangeError('a picture without a size')
    pdf.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height })
  }
  await writeFile(file, await pdf.save())
}
