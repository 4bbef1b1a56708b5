import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Canvas } from '@napi-rs/canvas'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { isOwnCode } from '../../../domain/separator-code.ts'
import { pixelsOf } from '../decode/page-canvas.ts'

const require = createRequire(import.meta.url)

/** A page has few codes, and ours may be among others. */
const MOST_CODES = 8

/** Reads the QR code of a page that this program printed; null where it has none. */
export type ReadSeparator = (canvas: Canvas) => Promise<string | null>

/** The decoder's code is loaded when a page is first looked at, from the package: nothing is fetched. */
export function createSeparatorReader(): ReadSeparator {
  const state = { ready: null as Promise<unknown> | null }
  return async (canvas) => {
    state.ready ??= prepare()
    await state.ready
    const { rgba, widthPx, heightPx } = pixelsOf(canvas)
    const pixels = { data: new Uint8ClampedArray(rgba), width: widthPx, height: heightPx, colorSpace: 'srgb' }
    // It has all that is read of the image data of a browser, whose type does not belong here.
    const found = await readBarcodes(pixels as Parameters<typeof readBarcodes>[0], {
      formats: ['QRCode'],
      tryHarder: true,
      tryInvert: false,
      maxNumberOfSymbols: MOST_CODES,
    })
    return found.find(({ isValid, text }) => isValid && isOwnCode(text))?.text ?? null
  }
}

async function prepare(): Promise<void> {
  const wasmBinary = await readFile(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer },
    fireImmediately: true,
  })
}
