import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { RecordId } from '../../domain/op.ts'
import type { Engine } from './engine.ts'
import { tinyDecision, tinyTextPdf } from './tiny-sources.ts'

/** Has papers of two pages each, which carry their text, taken in and read. @returns the documents to review, by their ids */
export async function takePapers(
  { client, app }: Engine,
  folder: string,
  count: number,
): Promise<readonly RecordId[]> {
  const paths = Array.from({ length: count }, (_, n) => path.join(folder, `van-ban-${n}.pdf`))
  for (const [n, file] of paths.entries()) {
    const lines = tinyDecision.map((line) => ({ ...line, text: line.text.replace('44/', `${44 + n}/`) }))
    const annex = [{ text: `Danh sách kèm theo ${n}`, x: 0.3, y: 0.2 }]
    await writeFile(file, tinyTextPdf([lines, annex]))
  }
  await client.startBatch({ paths, isStatementMade: true })
  await app.settled()
  const { rows } = await client.documents({ filter: 'to-review', limit: 50 })
  return rows.map(({ id }) => RecordId.parse(id)).toSorted()
}
