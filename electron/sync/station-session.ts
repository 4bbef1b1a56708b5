import { createHash } from 'node:crypto'
import { Fault } from '../../domain/fault.ts'
import { fingerprintOf, readEnrolmentCode } from '../../domain/sync/enrolment-code.ts'
import {
  EnrolAnswer,
  enrolText,
  HelloAnswer,
  limits,
  PROTOCOL,
  pinsText,
  type ServerLimits,
  SessionAnswer,
  sessionText,
} from '../../domain/sync/protocol.ts'
import { insist } from './insist.ts'
import { isSigned } from './is-signed.ts'
import type { Connection, Line, SyncStore, Trust } from './ports.ts'
import { createWire, type Wire } from './wire.ts'

/** A session with the server, good until its token expires. */
export interface Session {
  readonly token: string
  readonly epoch: string
  readonly limits: ServerLimits
  /** Server time minus ours; null where it told none that can be read. */
  readonly clockSkewMs: number | null
  /** The certificates it answers with from now on, signed by its key; null where it says nothing of them. */
  readonly pins: readonly string[] | null
}

export function trustOf({ pins }: Pick<Connection, 'pins'>): Trust {
  return pins === undefined ? { kind: 'authorities' } : { kind: 'pins', pins }
}

/** @throws Fault 'server-refused' where the server speaks no protocol of ours */
async function hello(wire: Wire, signal: AbortSignal): Promise<HelloAnswer> {
  const answer = await wire.call({ path: '/v1/hello', answer: HelloAnswer, signal })
  if (answer.protocol.min > PROTOCOL || answer.protocol.max < PROTOCOL) {
    throw new Fault('server-refused', 'no common protocol', { detail: { reason: 'protocol' } })
  }
  return answer
}

/** @throws Fault 'server-suspect' for pins that the server key did not sign */
function signedPins({ pins, pinsSignature, serverKey, epoch }: HelloAnswer): readonly string[] | null {
  if (pins === undefined) return null
  if (isSigned(pinsText(pins, epoch), pinsSignature ?? '', serverKey)) return pins
  throw suspect('pins', 'the pins are not signed by the server key')
}

function suspect(reason: string, message: string): Fault {
  return new Fault('server-suspect', message, { detail: { reason } })
}

interface Enrolment {
  readonly url: string
  /** As it was typed. */
  readonly code: string
  readonly name: string
  readonly agencyCode: string
}

interface Enrolling {
  readonly enrolment: Enrolment
  readonly store: SyncStore
  readonly line: Line
  readonly signal: AbortSignal
}

/**
 * Makes this station known to the province with a one-time code and pins the key that answered. The code's secret goes
 * only to a server that proved to be the one the code names, or that an authority vouches for.
 * @throws Fault 'server-suspect' with the reason 'fingerprint', 'pins', 'pin' or 'certificate'
 */
export async function enrol(enrolling: Enrolling): Promise<Connection> {
  const { enrolment, store, line, signal } = enrolling
  const { url } = enrolment
  const { secret, fingerprint } = readEnrolmentCode(enrolment.code)
  const met = await meet(enrolling, fingerprint)
  const trust = trustOf(met.pins === null ? {} : { pins: met.pins })
  const wire = createWire({ url, line, trust })
  try {
    const answer = await insist(async () => {
      const { challenge, serverKey } = await hello(wire, signal)
      if (serverKey !== met.serverKey) throw suspect('key', 'the server key changed while enrolling')
      const { publicKey } = store.station
      const { name, agencyCode } = enrolment
      const request = { code: secret, publicKey, name, agencyCode, challenge }
      const body = { ...request, signature: store.sign(enrolText(request)) }
      return wire.call({ path: '/v1/enrol', body, answer: EnrolAnswer, signal })
    }, signal)
    const { serverKey } = met
    if (answer.serverKey !== serverKey) throw suspect('key', 'the server key changed while enrolling')
    const { commune, communeName, stationOrdinal } = answer
    return {
      url,
      commune,
      communeName,
      serverKey,
      ...(met.pins === null ? {} : { pins: met.pins }),
      ...(stationOrdinal === undefined ? {} : { stationOrdinal }),
    }
  } finally {
    wire.close()
  }
}

/** The first contact, over which nothing secret goes: who answers, and by which certificates it is known from now on. */
async function meet(
  { enrolment: { url }, line, signal }: Enrolling,
  fingerprint: string | null,
): Promise<{ readonly serverKey: string; readonly pins: readonly string[] | null }> {
  const wire = createWire({ url, line, trust: { kind: fingerprint === null ? 'authorities' : 'anyone' } })
  try {
    const answer = await insist(() => hello(wire, signal), signal)
    if (fingerprint !== null && fingerprint !== fingerprintOf(hashOf(answer.serverKey))) {
      throw suspect('fingerprint', 'the code is for another server')
    }
    const pins = signedPins(answer)
    const presented = wire.presentedPin()
    // A proxy that ends TLS in front of the server has another certificate: then the authorities decide.
    const isPinned = presented !== null && pins !== null && pins.includes(presented)
    return { serverKey: answer.serverKey, pins: isPinned ? pins : null }
  } finally {
    wire.close()
  }
}

function hashOf(serverKey: string): Uint8Array {
  return createHash('sha256').update(Buffer.from(serverKey, 'base64url')).digest()
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
  // A challenge is good once: where the answer to it was lost, both steps are made again.
  const { answer, token } = await insist(async () => {
    const answer = await hello(wire, signal)
    const { challenge, serverKey } = answer
    if (serverKey !== connection.serverKey) throw suspect('key', 'another server key answers')
    const request = { station: store.station.id, challenge }
    const body = { ...request, signature: store.sign(sessionText(request)) }
    const { token } = await wire.call({ path: '/v1/session', body, answer: SessionAnswer, signal })
    return { answer, token }
  }, signal)
  const { epoch, time } = answer
  return {
    token,
    epoch,
    limits: answer.limits ?? limits,
    clockSkewMs: skewMs(time, nowMs()),
    // Pins are renewed only over a connection that is pinned already.
    pins: connection.pins === undefined ? null : signedPins(answer),
  }
}

/** A clock may stand anywhere: it is told, never refused. */
function skewMs(time: string, nowMs: number): number | null {
  const theirs = Date.parse(time)
  return Number.isNaN(theirs) ? null : theirs - nowMs
}
