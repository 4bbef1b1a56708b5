import { expect, test } from 'vitest'
import { mediaTypeOf } from '../../../../server/uploads/media-type.ts'

test.each([
  ['application/pdf', '%PDF-1.7'],
  ['image/jpeg', '\u00ff\u00d8\u00ff\u00e0'],
  ['image/png', '\u0089PNG\r\n\u001a\n'],
  ['image/tiff', 'II*\u0000'],
  ['image/tiff', 'MM\u0000*'],
  ['application/gzip', '\u001f\u008b\u0008'],
  ['application/octet-stream', '<html><script>'],
  ['application/octet-stream', ''],
])('%s is told by its first bytes', (mediaType, first) => {
  expect(mediaTypeOf(Buffer.from(first, 'latin1'))).toBe(mediaType)
})
