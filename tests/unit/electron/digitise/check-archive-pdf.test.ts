import { expect, test } from 'vitest'
import { archivePdfFaults } from '../../../../electron/digitise/check-archive-pdf.ts'
import { plainLayer } from '../../../support/plain-layer.ts'
import { memorySource } from '../../../support/reader-pool.ts'
import { signedPdf } from '../../../support/signed-pdf.ts'
import { tinyDecision, tinyTextPdf } from '../../../support/tiny-sources.ts'
import { writtenPdf } from '../../../support/written-pdf.ts'

const good = await writtenPdf([
  { page: { widthPt: 595, heightPt: 842, pictures: [] }, layer: plainLayer(tinyDecision) },
])
const faultsOf = (bytes: Uint8Array): Promise<readonly string[]> => archivePdfFaults(memorySource(bytes))

/** The file with one thing changed, in as many bytes. */
function altered(from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(good).toString('latin1').replace(from, to), 'latin1')
}

test('[PA30] a PDF that we write for the archive has no fault', async () => {
  expect(await faultsOf(good)).toEqual([])
})

test('[PA30] a PDF that claims nothing, is cut, changed or none at all says what is wrong', async () => {
  expect(await faultsOf(tinyTextPdf([tinyDecision]))).toEqual(
    expect.arrayContaining([
      'no XMP metadata, so no claim of PDF/A',
      'no output intent with a colour profile',
    ]),
  )
  expect(await faultsOf(altered('pdfaid:conformance>U<', 'pdfaid:conformance>X<'))).toEqual([
    'no claim of a level of PDF/A',
  ])
  expect(await faultsOf(altered('/GTS_PDFA1', '/GTS_XXXXX'))).toEqual([
    'no output intent with a colour profile',
  ])
  expect(await faultsOf(Buffer.concat([good, Buffer.from('<script>')]))).toEqual([
    'something stands behind its end, or it has none',
  ])
  expect((await faultsOf(good.subarray(0, good.length / 2))).at(-1)).toMatch(/^no sound PDF: /)
  expect(await faultsOf(Buffer.from('MZ'))).toHaveLength(3)
  expect(await faultsOf(new Uint8Array(0))).toHaveLength(3)
  expect(await faultsOf(signedPdf())).toContain('no XMP metadata, so no claim of PDF/A')
})
