import type { Transfer } from './blob-transfer.ts'
import { lookMs, SMALLEST_CHUNK_BYTES, stallMs } from './chunk-size.ts'
import { firstAnswer } from './first-answer.ts'
import type { LaneRequest } from './lane-http-stack.ts'
import { noteExchange, noteLoss, predictedMs } from './line-pace.ts'
import { armed, type Patience } from './patience.ts'
import type { Lane } from './ports.ts'

/** Another connection said how far the server is: what was under way is dead, and that one goes on. */
class Overtaken extends Error {}

/**
 * One request of an upload under our own watch: tus-js-client waits for ever on a connection that a modem has forgotten
 * (tus-js-client issues 773 and 906), and a socket's progress only says that the kernel took the bytes. Where the answer is
 * late, the server is asked over another connection how far it is, and whichever answers first goes on.
 */
export async function watched(request: LaneRequest, url: string, sending: Transfer): Promise<Response> {
  const { line, progress, signal, turn } = sending
  const { looked } = progress
  progress.looked = null
  if (looked !== null && request.method === 'HEAD') return looked
  if (request.bytes > 0) await turn(signal)
  const patience = armed(line, signal)
  const beganMs = line.nowMs()
  try {
    const answer = await askLanes(request, { ...sending, url, patience })
    return settled(request, { ...answer, beganMs }, sending)
  } catch (error) {
    if (patience.isOver()) noteLost(sending, beganMs)
    if (!(error instanceof Overtaken)) sending.wire.close()
    throw error
  } finally {
    patience.end()
  }
}

interface Answer {
  readonly response: Response
  /** The other connection, where that answered. */
  readonly spare: Lane | null
}

/** What the answer is to the upload. @throws Overtaken where it has to look again, over the connection that answered */
function settled(
  { method, bytes }: LaneRequest,
  { response, spare, beganMs }: Answer & { readonly beganMs: number },
  sending: Transfer,
): Response {
  const { line, pace, progress, wire } = sending
  const { acceptedBytes } = progress
  noteHeld(progress, response)
  if (spare === null) {
    pace.value = noteExchange(pace.value, { bytes, tookMs: line.nowMs() - beganMs })
    return response
  }
  wire.goOnOver(spare)
  if (method === 'HEAD') return response
  noteLost(sending, beganMs)
  // To a piece it says the same as an answer of its own would: how far the server is.
  if (method === 'PATCH' && progress.acceptedBytes > acceptedBytes) return response
  progress.looked = response
  throw new Overtaken(`${method} of ${bytes} bytes brought nothing`)
}

interface Asking extends Transfer {
  readonly url: string
  readonly patience: Patience
}

async function askLanes(request: LaneRequest, asking: Asking): Promise<Answer> {
  const { wire, line, pace, progress, patience } = asking
  const { bytes } = request
  // The smallest is waited for least: what of it came counts all the same.
  const predicted = bytes > SMALLEST_CHUNK_BYTES ? predictedMs(pace.value, bytes) : 0
  const opened = { spare: null as Lane | null }
  try {
    const answer = await firstAnswer(line, lookMs(bytes, predicted, asking.isLast()), async (isAgain) => {
      patience.wait(stallMs(predicted, progress.fruitless))
      if (isAgain) {
        opened.spare = wire.spareLane()
        return { response: await look(request, opened.spare, asking), spare: opened.spare }
      }
      const response = await request.send(wire.lane(), patience.signal)
      const held = Number(response.headers.get('upload-offset'))
      // Asked how far it is, the server lets go of a piece and of its connection.
      const isLetGo = opened.spare !== null && bytes > 0 && held !== request.endBytes
      if (isLetGo) throw new Error('the piece was let go of')
      return { response, spare: null }
    })
    if (answer.spare !== null) opened.spare = null
    return answer
  } finally {
    opened.spare?.close()
  }
}

function look(
  { method, send }: LaneRequest,
  spare: Lane,
  { url, token, patience: { signal } }: Asking,
): Promise<Response> {
  if (method === 'HEAD') return send(spare, signal)
  const headers = { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' }
  return spare.fetch(new URL(url), { method: 'HEAD', headers, redirect: 'manual', signal })
}

/** What cuts the line cuts all connections of it at once, and is one loss. */
function noteLost({ line, pace }: Transfer, beganMs: number): void {
  if (beganMs <= pace.lostAtMs) return
  Object.assign(pace, { value: noteLoss(pace.value), lostAtMs: line.nowMs() })
}

/** What came of a piece whose answer was lost counts as brought on: the connection was a slow one and not a dead one. */
function noteHeld(progress: Transfer['progress'], response: Response): void {
  const held = Number(response.headers.get('upload-offset') ?? 0)
  if (!response.ok || held > progress.sizeBytes || held <= progress.acceptedBytes) return
  Object.assign(progress, { acceptedBytes: held, fruitless: 0 })
}
