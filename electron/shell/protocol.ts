import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { net, protocol } from 'electron'

/** The origin of our own pages; nothing else may call the engine. */
export const UI_ORIGIN = 'app://ui'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' app://page data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Must run before the application is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

type PageImageSource = (
  page: { source: string; index: number },
  size: 'full' | 'thumbnail',
) => Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }>

interface ProtocolPorts {
  readonly uiFolder: string
  readonly pageImage: PageImageSource
}

/** Serves the built window from `app://ui` and the images of pages, by hash, from `app://page`. */
export function serve({ uiFolder, pageImage }: ProtocolPorts): void {
  protocol.handle('app', (request) => {
    const url = new URL(request.url)
    if (url.host === 'ui') return uiFile(uiFolder, url)
    return url.host === 'page' ? pageResponse(pageImage, url) : notFound()
  })
}

const notFound = (): Response => new Response('not found', { status: 404 })

async function uiFile(uiFolder: string, url: URL): Promise<Response> {
  const file = path.join(uiFolder, path.normalize(decodeURIComponent(url.pathname)))
  if (!file.startsWith(uiFolder + path.sep)) return notFound()
  const answer = await net.fetch(pathToFileURL(file).href).catch(() => null)
  if (answer === null) return notFound()
  const headers = new Headers(answer.headers)
  headers.set('content-security-policy', POLICY)
  headers.set('x-content-type-options', 'nosniff')
  return new Response(answer.body, { status: answer.status, headers })
}

const PAGE_PATH = /^\/([0-9a-f]{64})\/(\d{1,5})$/

async function pageResponse(pageImage: PageImageSource, url: URL): Promise<Response> {
  const [, source, index] = PAGE_PATH.exec(url.pathname) ?? []
  if (source === undefined) return notFound()
  const size = url.searchParams.has('width') ? 'thumbnail' : 'full'
  try {
    const image = await pageImage({ source, index: Number(index) }, size)
    const headers = {
      'content-type': image.mediaType,
      'x-content-type-options': 'nosniff',
      // A page never changes, but nothing of the vault may stay on the disk in clear.
      'cache-control': 'no-store',
    }
    // A copy in an ArrayBuffer of its own: a Response takes no view on shared memory.
    return new Response(new Uint8Array(image.bytes), { headers })
  } catch {
    return notFound()
  }
}
