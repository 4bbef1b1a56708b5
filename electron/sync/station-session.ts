import { Fault } from '../../domain/fault.ts'
import {
  EnrolAnswer,
  enrolText,
  HelloAnswer,
  PROTOCOL,
  SessionAnswer,
  sessionText,
} from '../../domain/sync/protocol.ts'
import type { Connection, SyncStore } from './ports.ts'
import type { Wire } from './wire.ts'

/** A session with the server, good until its token expires. */
export interface Session {
  readonly token: string
  readonly epoch: string
  /** Server time minus ours. */
  readonly clockSkewMs: number
}

/** @throws Fault 'server-refused' where the server speaks no protocol of ours */
async function hello(wire: Wire, signal: AbortSignal): Promise<HelloAnswer> {
  const answer = await wire({ path: '/v1/hello', answer: HelloAnswer, signal })
  if (answer.protocol.min > PROTOCOL || answer.protocol.max < PROTOCOL) {
    throw new Fault('server-refused', 'no common protocol', { detail: { reason: 'protocol' } })
  }
  return answer
}

interface Enrolment {
  readonly url: string
  readonly code: string
  readonly name: string
  readonly agencyCode: string
}

/** Makes this station known to the province with a one-time code and pins the key that answered. */
export async function enrol(
  wire: Wire,
  { enrolment, store, signal }: { enrolment: Enrolment; store: SyncStore; signal: AbortSignal },
): Promise<Connection> {
  const { challenge, serverKey } = await hello(wire, signal)
  const request = {
    code: enrolment.code,
    publicKey: store.station.publicKey,
    name: enrolment.name,
    agencyCode: enrolment.agencyCode,
    challenge,
  }
  const body = { ...request, signature: store.sign(enrolText(request)) }
  const answer = await wire({ path: '/v1/enrol', body, answer: EnrolAnswer, signal })
  if (answer.serverKey !== serverKey)
    throw new Fault('server-suspect', 'the server key changed while enrolling')
  const { commune, communeName, stationOrdinal } = answer
  const pinned = { url: enrolment.url, commune, communeName, serverKey }
  return stationOrdinal === undefined ? pinned : { ...pinned, stationOrdinal }
}

interface SessionPorts {
  readonly connection: Connection
  readonly store: SyncStore
  readonly nowMs: () => number
  readonly signal: AbortSignal
}

/** @throws Fault 'server-suspect' where another key answers than the pinned one */
export async function openSession(
  wire: Wire,
  { connection, store, nowMs, signal }: SessionPorts,
): Promise<Session> {
  const { challenge, serverKey, epoch, time } = await hello(wire, signal)
  if (serverKey !== connection.serverKey) throw new Fault('server-suspect', 'another server key answers')
  const request = { station: store.station.id, challenge }
  const body = { ...request, signature: store.sign(sessionText(request)) }
  const { token } = await wire({ path: '/v1/session', body, answer: SessionAnswer, signal })
  return { token, epoch, clockSkewMs: Date.parse(time) - nowMs() }
}
