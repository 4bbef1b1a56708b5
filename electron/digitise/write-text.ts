import type { Extraction } from '../../domain/records/document.ts'
import { layerText } from '../../domain/text-layer.ts'
import type { OpenSource, SourceHandle } from './reader-pool.ts'
import type { ReadPage } from './run-state.ts'
import { writeWholeFile } from './whole-file.ts'

interface ReadFile extends Extraction {
  readonly source: SourceHandle
  readonly opened: OpenSource
  /** From 0; one page is in memory at a time. */
  readonly pageAt: (index: number) => Promise<ReadPage>
}

/** Writes the words, a form feed between two pages. */
export async function writeText({ opened, pageAt }: ReadFile, file: string): Promise<void> {
  await writeWholeFile(file, async (write) => {
    for (let index = 0; index < opened.pageCount; index += 1) {
      const { layer } = await pageAt(index)
      const text = layer === null ? '' : layerText(layer)
      await write(Buffer.from(index === 0 ? text : `\n\f${text}`, 'utf8'))
    }
    await write(Buffer.from('\n', 'utf8'))
  })
}

/** Writes all that was read and found, a line of JSON for each page. */
export async function writeJson(file: ReadFile, to: string): Promise<void> {
  const { source, opened, pageAt, proposals, findings } = file
  const { name, sizeBytes } = source
  const { format, mediaType, warnings } = opened
  const head = { version: 1, source: { name, sizeBytes, format, mediaType, warnings } }
  await writeWholeFile(to, async (write) => {
    const put = (text: string): Promise<void> => write(Buffer.from(text, 'utf8'))
    await put(`${JSON.stringify(head).slice(0, -1)},\n"pages":[`)
    for (let index = 0; index < opened.pageCount; index += 1) {
      const { layer, fault } = await pageAt(index)
      const page = JSON.stringify({ page: index + 1, ...(layer ?? { unread: fault }) })
      await put(`${index === 0 ? '' : ','}\n${page}`)
    }
    await put(`\n],\n${JSON.stringify({ proposals, findings }).slice(1)}\n`)
  })
}
