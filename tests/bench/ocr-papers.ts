import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod'
import { drawDocumentPage, setDocument } from '../fixtures/document.ts'
import { encodeJpeg } from '../fixtures/encode.ts'
import { tiers as knownTiers, type Tier } from '../fixtures/page-image.ts'
import { createRandom } from '../fixtures/random.ts'
import { templateNames } from '../fixtures/template-table.ts'
import type { OcrOptions } from './ocr-options.ts'

const Line = z.object({
  text: z.string(),
  seg: z.string().exactOptional(),
  cells: z.array(z.string()).exactOptional(),
  hand: z.boolean().exactOptional(),
})
const PageTruth = z.object({ lines: z.array(Line), aux: z.array(Line).default([]) })
const Fields = z.record(z.string(), z.union([z.string(), z.number(), z.null()]))

/**
 * What a document says, as the generator writes it. Folders of another make have their fields under `truth`, and the title of
 * the signer without whom he signs for: that one is not compared.
 */
const PaperTruth = z
  .object({ pages: z.array(PageTruth), fields: Fields.exactOptional(), truth: Fields.exactOptional() })
  .transform(({ pages, fields, truth = {} }) => {
    const { signerTitle: _, ...alike } = truth
    return { pages, fields: fields ?? alike }
  })
export type PaperTruth = z.infer<typeof PaperTruth>

const Manifest = z.object({
  pages: z.array(
    z.object({
      id: z.string(),
      page: z.int().positive(),
      tier: z.string(),
      file: z.string(),
      /** Null of photos. */
      dpi: z.number().positive().nullable().default(null),
    }),
  ),
})

export interface PaperPage {
  /** A JPEG. */
  readonly file: string
  readonly dpi: number
  readonly truth: PaperTruth['pages'][number]
}

/** One document as one device delivered it. */
export interface Paper {
  readonly id: string
  readonly tier: string
  readonly truth: PaperTruth
  readonly pages: readonly PaperPage[]
}

const USUAL_DPI = 300

/** Reads papers from a folder of `manifest.json`, `docs/<id>.json` and pictures, document by document. */
export async function papersOfFolder(folder: string, options: OcrOptions): Promise<readonly Paper[]> {
  const parse = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(folder, file), 'utf8'))
  const manifest = Manifest.parse(await parse('manifest.json'))
  const ids = [...new Set(manifest.pages.map(({ id }) => id))].slice(0, options.documents)
  const papers: Paper[] = []
  for (const id of ids) {
    const truth = PaperTruth.parse(await parse(`docs/${id}.json`))
    for (const tier of options.tiers) {
      const pages = manifest.pages
        .filter((entry) => entry.id === id && entry.tier === tier)
        .toSorted((a, b) => a.page - b.page)
        .flatMap(({ file, page, dpi }) => {
          const pageTruth = truth.pages[page - 1]
          return pageTruth === undefined
            ? []
            : [{ file: path.join(folder, file), dpi: dpi ?? USUAL_DPI, truth: pageTruth }]
        })
      if (pages.length > 0) papers.push({ id, tier, truth, pages })
    }
  }
  return papers
}

const JPEG_QUALITY: Readonly<Record<Tier, number>> = { A: 88, B: 80, C: 80, D: 80 }

/** Draws papers of all kinds into a folder, one document a seed. */
export async function drawPapers(folder: string, options: OcrOptions): Promise<readonly Paper[]> {
  const tiers = knownTiers.filter((tier) => options.tiers.includes(tier))
  // In no order, so that a few documents are not a few kinds of the same family.
  const kinds = createRandom('kinds of paper').sample(templateNames, templateNames.length)
  const papers: Paper[] = []
  for (let seed = options.seed; seed < options.seed + options.documents; seed++) {
    const template = kinds[(seed - 1) % kinds.length]
    if (template === undefined) throw new RangeError('there is no kind of paper')
    const id = `${seed}-${template}`
    const document = setDocument({ seed, template, id })
    const truth = PaperTruth.parse(document.truth)
    for (const tier of tiers) {
      await mkdir(path.join(folder, tier), { recursive: true })
      const pages: PaperPage[] = []
      for (const [at, pageTruth] of truth.pages.entries()) {
        const image = drawDocumentPage(document, at + 1, { tier })
        const file = path.join(folder, tier, `${id}_p${at + 1}.jpg`)
        await writeFile(file, encodeJpeg(image, JPEG_QUALITY[tier]))
        pages.push({ file, dpi: image.dpi, truth: pageTruth })
      }
      papers.push({ id, tier, truth, pages })
    }
  }
  return papers
}
