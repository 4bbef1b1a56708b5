import { expect, test } from 'vitest'
import { createRawView } from '../../../../../../electron/digitise/decode/raw-pdf/raw-view.ts'
import { defaultReaderLimits } from '../../../../../../electron/digitise/reader-limits.ts'
import { memorySource } from '../../../../../support/reader-pool.ts'
import { signedPdf } from '../../../../../support/signed-pdf.ts'
import { tinyDecision, tinyTextPdf } from '../../../../../support/tiny-sources.ts'

const signaturesIn = (file: Uint8Array) => createRawView(memorySource(file), defaultReaderLimits).signatures()
const named = { signer: 'Nguyễn Minh Mạnh', organisation: 'UBND xã Đại Nghĩa', time: '260304050607Z' }

test('[PA14] a signature tells who, when, and that it covers the whole file', async () => {
  expect(await signaturesIn(signedPdf(named))).toEqual({
    isSigned: true,
    signatures: [
      {
        signer: 'Nguyễn Minh Mạnh',
        organisation: 'UBND xã Đại Nghĩa',
        statedAt: '2026-03-04T05:06:07Z',
        coversWholeFile: true,
      },
    ],
  })
})

test('[PA14] what was put behind the signed part is not covered', async () => {
  const extended = signedPdf({ ...named, appended: '\n% more\nstartxref\n' })
  const { isSigned } = await signaturesIn(extended)
  const text = Buffer.from(extended).toString('latin1')
  const table = /startxref\n(\d+)/.exec(text)?.[1] ?? ''
  const whole = signedPdf({ ...named, appended: `\n% more\nstartxref\n${table}\n%%EOF\n` })

  expect(isSigned).toBe(true)
  expect(await signaturesIn(whole)).toMatchObject({ signatures: [{ coversWholeFile: false }] })
})

test('[PA14] a signature without a readable certificate tells what the PDF states', async () => {
  const { signatures } = await signaturesIn(signedPdf())

  expect(signatures).toMatchObject([{ signer: 'Ten trong tep', statedAt: '2026-01-02T03:04:05+07:00' }])
})

test('[PA14] a damaged file that looks signed counts as signed, a plain one does not', async () => {
  const damaged = Buffer.from(
    Buffer.from(signedPdf(named)).toString('latin1').replace('startxref', 'startxxxx'),
    'latin1',
  )

  expect(await signaturesIn(damaged)).toEqual({ isSigned: true, signatures: [] })
  expect(await signaturesIn(tinyTextPdf([tinyDecision]))).toEqual({ isSigned: false, signatures: [] })
})

test('a signed file cut or altered anywhere is told in time and without a fall', async () => {
  const file = signedPdf(named)
  const size = file.length
  const reports: unknown[] = []
  for (let step = 0; step < 150; step += 1) {
    const altered = Uint8Array.from(file)
    for (let change = 0; change < 4; change += 1)
      altered[(step * 7919 + change * 104_729) % size] = (step * 31 + change * 17) & 255
    reports.push(await signaturesIn(altered))
    reports.push(await signaturesIn(file.subarray(0, Math.floor((size * step) / 150))))
  }

  expect(reports).toHaveLength(300)
})
