import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { net, protocol } from 'electron'
import { notFound, type PageImageSource, pageResponse } from './page-response.ts'

/** The origin of our own pages; nothing else may call the engine. */
export const UI_ORIGIN = 'app://ui'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' app://page data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  // The manual, which is shown inside the window.
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The pages of the manual: words and pictures of ours, no script, and nowhere but inside our window. */
const MANUAL_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** Must run before the application is ready. */
export function registerScheme(): void {
  // What was compiled of the window's scripts is kept for the next start.
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

interface ProtocolPorts {
  readonly uiFolder: string
  readonly pageImage: PageImageSource
}

/** Serves the built window from `app://ui` and the images of pages, by hash, from `app://page`. */
export function serve({ uiFolder, pageImage }: ProtocolPorts): void {
  protocol.handle('app', (request) => {
    const url = new URL(request.url)
    if (url.host === 'ui') return uiFile(uiFolder, url)
    return url.host === 'page' ? pageResponse(pageImage, request) : notFound()
  })
}

async function uiFile(uiFolder: string, url: URL): Promise<Response> {
  const file = path.join(uiFolder, path.normalize(decodeURIComponent(url.pathname)))
  if (!file.startsWith(uiFolder + path.sep)) return notFound()
  const answer = await net.fetch(pathToFileURL(file).href).catch(() => null)
  if (answer === null) return notFound()
  const headers = new Headers(answer.headers)
  headers.set('content-security-policy', url.pathname.startsWith('/manual/') ? MANUAL_POLICY : POLICY)
  headers.set('x-content-type-options', 'nosniff')
  return new Response(answer.body, { status: answer.status, headers })
}
