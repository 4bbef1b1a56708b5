import { createRequire } from 'node:module'
import path from 'node:path'
import type { PixelBox, TextLine } from '../../../domain/text-layer.ts'
import type { GreyImage } from '../prepare/grey-image.ts'
import { pgm } from './netpbm.ts'
import { linesOfBlocks } from './tesseract-lines.ts'

const require = createRequire(import.meta.url)
const modelFolder = path.join(
  path.dirname(require.resolve('@tesseract.js-data/vie/package.json')),
  '4.0.0_best_int',
)

/** What a text layer says it was read with. */
export const recogniserName = `tesseract.js ${packageVersion('tesseract.js')} vie best_int`

export interface ReadRequest {
  readonly image: GreyImage
  /** About how many pixels an inch of the paper has. */
  readonly dpi: number
  /** Only this part of the picture, as one even block of text; without it the whole page is read as a column of lines. */
  readonly zone?: PixelBox
}

export interface Recogniser {
  /** Lines in reading order, boxes in pixels of the picture. */
  read(request: ReadRequest): Promise<readonly TextLine[]>
  close(): Promise<void>
}

/** Starts the reading engine with the Vietnamese model that came with the program; nothing is fetched. */
export async function createRecogniser(): Promise<Recogniser> {
  // Loaded when a page is first read: looking at pages does not need it.
  const { createWorker, PSM } = await import('tesseract.js')
  const worker = await createWorker('vie', 1, {
    langPath: modelFolder,
    gzip: true,
    cacheMethod: 'none',
    // Without a handler the package throws where nobody can catch; the promise of the call rejects all the same.
    errorHandler: () => undefined,
  })
  return {
    async read({ image, dpi, zone }) {
      await worker.setParameters({
        tessedit_pageseg_mode: zone === undefined ? PSM.SINGLE_COLUMN : PSM.SINGLE_BLOCK,
        user_defined_dpi: String(Math.round(Math.min(600, Math.max(70, dpi)))),
      })
      const rectangle = zone && {
        rectangle: { left: zone[0], top: zone[1], width: zone[2] - zone[0], height: zone[3] - zone[1] },
      }
      const { data } = await worker.recognize(
        Buffer.from(pgm(image).buffer),
        { ...rectangle },
        { text: false, blocks: true },
      )
      return linesOfBlocks(data.blocks ?? [])
    },
    async close() {
      await worker.terminate()
    },
  }
}

function packageVersion(name: string): string {
  // A package.json always has a version: npm refuses to install one without.
  return (require(`${name}/package.json`) as { version: string }).version
}
