import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Canvas } from '@napi-rs/canvas'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { isOwnCode, PATCH_T } from '../../../domain/separator-code.ts'
import { pixelsOf } from '../decode/page-canvas.ts'
import { greyForReading } from '../prepare/grey-image.ts'
import { hasPatchT } from './patch-code.ts'

const require = createRequire(import.meta.url)

/** A page has few codes, and ours may be among others. */
const MOST_CODES = 8

/** Reads the QR code of a page that this program printed, or sees the bars of a Patch T; null where it has neither. */
export type ReadSeparator = (canvas: Canvas) => Promise<string | null>

/** The decoder's code is loaded when a page is first looked at, from the package: nothing is fetched. */
export function createSeparatorReader(): ReadSeparator {
  const state = { ready: null as Promise<unknown> | null }
  return async (canvas) => {
    state.ready ??= prepare()
    await state.ready
    const image = pixelsOf(canvas)
    const { rgba, widthPx, heightPx } = image
    const pixels = { data: new Uint8ClampedArray(rgba), width: widthPx, height: heightPx, colorSpace: 'srgb' }
    // It has all that is read of the image data of a browser, whose type does not belong here.
    const found = await readBarcodes(pixels as Parameters<typeof readBarcodes>[0], {
      formats: ['QRCode'],
      tryHarder: true,
      tryInvert: false,
      maxNumberOfSymbols: MOST_CODES,
    })
    const code = found.find(({ isValid, text }) => isValid && isOwnCode(text))?.text
    // A sheet with both says more by its code.
    return code ?? (hasPatchT(greyForReading(image)) ? PATCH_T : null)
  }
}

async function prepare(): Promise<void> {
  const wasmBinary = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer },
    fireImmediately: true,
  })
}
