import { SMALL_WIDTH_PX } from '../../domain/viewer-api.ts'

/** The picture of a page as the engine gives it. */
export type PageImageSource = (
  page: { readonly source: string; readonly index: number },
  size: 'full' | 'thumbnail' | 'fine',
  signal: AbortSignal,
) => Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }>

const PAGE_PATH = /^\/([0-9a-f]{64})\/(\d{1,5})$/

/**
 * What is not there by then is answered as a stream: closing that is the one way in which this Electron tells that an image
 * left the window before it came.
 */
const PATIENCE_MS = 25

const headers = {
  'x-content-type-options': 'nosniff',
  // A page never changes, but nothing of the vault may stay on the disk in clear.
  'cache-control': 'no-store',
}

export const notFound = (): Response => new Response('not found', { status: 404 })

/** Answers a request for the image of a page. An image that is no longer wanted is given up. */
export async function pageResponse(pageImage: PageImageSource, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const [, source, index] = PAGE_PATH.exec(url.pathname) ?? []
  if (source === undefined) return notFound()
  const gone = new AbortController()
  const image = pageImage(
    { source, index: Number(index) },
    sizeOf(url.searchParams.get('width')),
    AbortSignal.any([gone.signal, request.signal]),
  )
  const soon = await Promise.race([image.catch(() => null), afterPatience()])
  if (soon === null) return notFound()
  if (soon === 'late') return new Response(streamOf(image, gone), { headers: lateHeaders })
  // A copy in an ArrayBuffer of its own: a Response takes no view on shared memory.
  return new Response(new Uint8Array(soon.bytes), { headers: { ...headers, 'content-type': soon.mediaType } })
}

/** Windows look at the bytes of an image, whichever kind they are told. */
const lateHeaders = { ...headers, 'content-type': 'image/jpeg' }

function streamOf(image: ReturnType<PageImageSource>, gone: AbortController): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: async (controller) => {
      try {
        controller.enqueue(new Uint8Array((await image).bytes))
        controller.close()
      } catch (error) {
        if (!gone.signal.aborted) controller.error(error)
      }
    },
    cancel: () => gone.abort(),
  })
}

function afterPatience(): Promise<'late'> {
  return new Promise((resolve) => setTimeout(() => resolve('late'), PATIENCE_MS))
}

function sizeOf(width: string | null): 'full' | 'thumbnail' | 'fine' {
  if (width === null) return 'full'
  return Number(width) <= SMALL_WIDTH_PX ? 'thumbnail' : 'fine'
}
