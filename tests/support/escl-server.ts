import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a device does for its next page. */
export type EsclPage =
  | { readonly kind: 'page'; readonly bytes: Uint8Array }
  /** The job ends here, and the status says why. */
  | { readonly kind: 'jam' | 'hatch' }
  /** Not ready so many times before the page behind it. */
  | { readonly kind: 'later'; readonly times: number }
  /** Anything at all, to see what comes of it. */
  | { readonly kind: 'raw'; readonly answer: (response: http.ServerResponse) => void }

export interface EsclServer {
  readonly address: string
  /** What lies in the feeder. */
  feeder: EsclPage[]
  capabilities: string
  /** Sent in place of the usual answer to a job. */
  jobAnswer: ((response: http.ServerResponse) => void) | null
  /** Hears of each page that leaves the feeder. */
  onPage: () => void
  /** Requests so far, as `GET /eSCL/ScannerStatus`. */
  readonly requests: string[]
  /** What was asked of the last job. */
  readonly settings: string[]
  /** Jobs that nobody ended. */
  openJobs(): number
  close(): Promise<void>
}

const NAMES =
  'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"'

function inputCaps(name: string): string {
  return `<scan:${name}><scan:MaxWidth>3508</scan:MaxWidth><scan:MaxHeight>4961</scan:MaxHeight>
    <scan:SettingProfiles><scan:SettingProfile>
      <scan:ColorModes><scan:ColorMode>RGB24</scan:ColorMode><scan:ColorMode>Grayscale8</scan:ColorMode></scan:ColorModes>
      <scan:SupportedResolutions><scan:DiscreteResolutions>
        ${[75, 200, 300, 600].map((dpi) => `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`).join('')}
      </scan:DiscreteResolutions></scan:SupportedResolutions>
    </scan:SettingProfile></scan:SettingProfiles></scan:${name}>`
}

export const esclCapabilities = `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities ${NAMES}><pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Máy quét mạng thử</pwg:MakeAndModel>
<scan:Platen>${inputCaps('PlatenInputCaps')}</scan:Platen>
<scan:Adf>${inputCaps('AdfSimplexInputCaps')}${inputCaps('AdfDuplexInputCaps')}</scan:Adf></scan:ScannerCapabilities>`

/** A scanner in the network, as the tests want it. */
export async function startEsclServer(): Promise<EsclServer> {
  const state = { adf: 'ScannerAdfLoaded', jobs: new Set<string>(), lastJob: 0 }
  const requests: string[] = []
  const settings: string[] = []
  const server = http.createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(`${request.method} ${path}`)
    if (request.method === 'POST') {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        settings.push(Buffer.concat(parts).toString('utf8'))
        startJob(response)
      })
    } else if (request.method === 'DELETE') {
      state.jobs.delete(path)
      response.end()
    } else answer(path, response)
  })
  const startJob = (response: http.ServerResponse): void => {
    if (shown.jobAnswer !== null) return shown.jobAnswer(response)
    state.adf = shown.feeder.length === 0 ? 'ScannerAdfEmpty' : 'ScannerAdfLoaded'
    state.lastJob += 1
    const job = `/eSCL/ScanJobs/${state.lastJob}`
    state.jobs.add(job)
    response.writeHead(201, { location: `http://192.0.2.1${job}` }).end()
  }
  const answer = (path: string, response: http.ServerResponse): void => {
    if (path.endsWith('/ScannerCapabilities')) response.end(shown.capabilities)
    else if (path.endsWith('/ScannerStatus')) response.end(statusXml(state.adf))
    else if (path.endsWith('/NextDocument')) nextPage(path, response)
    else response.writeHead(404).end()
  }
  const nextPage = (path: string, response: http.ServerResponse): void => {
    const [next] = shown.feeder
    const end = (adf: string): void => {
      state.adf = adf
      state.jobs.delete(path.replace('/NextDocument', ''))
      response.writeHead(404).end()
    }
    if (next === undefined) return end('ScannerAdfEmpty')
    if (next.kind === 'later') {
      if (next.times <= 1) shown.feeder.shift()
      else shown.feeder[0] = { kind: 'later', times: next.times - 1 }
      return void response.writeHead(503, { 'retry-after': '0' }).end()
    }
    shown.feeder.shift()
    if (next.kind === 'raw') return next.answer(response)
    if (next.kind !== 'page') return end(next.kind === 'jam' ? 'ScannerAdfJam' : 'ScannerAdfHatchOpen')
    shown.onPage()
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(next.bytes)
  }
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  // A server that listens on a port has an address with it.
  const { port } = server.address() as AddressInfo
  const shown: EsclServer = {
    address: `http://127.0.0.1:${port}`,
    feeder: [],
    capabilities: esclCapabilities,
    jobAnswer: null,
    onPage: () => {},
    requests,
    settings,
    openJobs: () => state.jobs.size,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return shown
}

function statusXml(adf: string): string {
  return `<?xml version="1.0"?><scan:ScannerStatus ${NAMES}><pwg:State>Idle</pwg:State><scan:AdfState>${adf}</scan:AdfState></scan:ScannerStatus>`
}
