import { expect, test } from 'vitest'
import { Fault } from '../../../../domain/fault.ts'
import { pageResponse } from '../../../../electron/shell/page-response.ts'

const sha = 'a'.repeat(64)
const picture = { bytes: Uint8Array.of(1, 2, 3), mediaType: 'image/png' }

test('[UI53] a page is asked for as it is, small, or in its finest, and the answer stays off the disk', async () => {
  const asked: string[] = []
  const answer = (query: string) =>
    pageResponse(
      async ({ index }, size) => {
        asked.push(`${index} ${size}`)
        return picture
      },
      new Request(`app://page/${sha}/7${query}`),
    )

  const response = await answer('')
  await answer('?width=320')
  await answer('?width=5000')

  expect(asked).toEqual(['7 full', '7 thumbnail', '7 fine'])
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(picture.bytes)
})

test('[UI56] an image that left the window before it came is given up', async () => {
  const asked: { signal: AbortSignal | null } = { signal: null }
  const response = await pageResponse(
    (_, __, signal) => {
      asked.signal = signal
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Fault('cancelled', 'no longer wanted')))
      })
    },
    new Request(`app://page/${sha}/0`),
  )
  expect(asked.signal?.aborted).toBe(false)

  await response.body?.cancel()

  expect(asked.signal?.aborted).toBe(true)
})

test('a page that cannot be shown is not found, at once or later, and nothing else is asked for', async () => {
  const refused = async () => Promise.reject(new Fault('file-corrupt', 'damaged'))
  expect((await pageResponse(refused, new Request(`app://page/${sha}/0`))).status).toBe(404)
  expect((await pageResponse(refused, new Request('app://page/elsewhere'))).status).toBe(404)

  const late: { fail: ((fault: Fault) => void) | null } = { fail: null }
  const response = await pageResponse(
    () =>
      new Promise((_resolve, reject) => {
        late.fail = reject
      }),
    new Request(`app://page/${sha}/0`),
  )
  late.fail?.(new Fault('file-corrupt', 'damaged'))
  await expect(response.arrayBuffer()).rejects.toThrow('damaged')
})
