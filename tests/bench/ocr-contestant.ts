import type { TextLayer } from '../../domain/text-layer.ts'
import type { PaperPage } from './ocr-papers.ts'

/** What it took to do something. */
export interface Cost {
  /** Of all processes it took; NaN where the system does not tell. */
  readonly cpuSeconds: number
  readonly wallSeconds: number
  /** Most memory of all processes together, what they share counted once. */
  readonly peakBytes: number
}

export interface PageReading extends Cost {
  readonly lines: readonly string[]
  /** What our own reading says besides; the others say text alone. */
  readonly layer: TextLayer | null
}

/** Something that reads pages, one after the other. */
export interface Contestant {
  readonly name: string
  read(page: PaperPage): Promise<PageReading>
  close(): Promise<void>
}
