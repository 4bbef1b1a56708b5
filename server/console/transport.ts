import { Fault } from '../../domain/fault.ts'
import type { Transport } from '../../domain/rpc.ts'

/** Carries a call of the console to the server that served this page; the browser adds the session. */
export const callServer: Transport = async (name, input) => {
  const response = await send(name, input)
  try {
    const reply: unknown = await response.json()
    return reply
  } catch (error) {
    // A proxy or a captive portal answered in place of the server.
    throw new Fault('server-suspect', `${name} was answered without JSON`, { cause: error })
  }
}

async function send(name: string, input: unknown): Promise<Response> {
  try {
    return await fetch(`./api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'hoso-console' },
      body: JSON.stringify(input),
    })
  } catch (error) {
    throw new Fault('offline', `${name} did not reach the server`, { cause: error })
  }
}

/** Where the browser fetches a stored blob of a commune. */
export function blobUrl({ commune, source }: { readonly commune: string; readonly source: string }): string {
  return `./blobs/${encodeURIComponent(commune)}/${source}`
}
