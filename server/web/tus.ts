import type { IncomingMessage, ServerResponse } from 'node:http'
import { Server as TusServer } from '@tus/server'
import { limits } from '../../domain/sync/protocol.ts'
import type { Log } from '../log.ts'
import { codeOfStatus, PROBLEM_TYPE, problemOf, ServerProblem } from '../problem.ts'
import type { Staging } from '../uploads/staging.ts'
import type { UploadLocks } from '../uploads/upload-locks.ts'

/** How long a piece on a dead line may still come to its end before the next request takes the upload over. */
const LOCK_DRAIN_MS = 500

/** Answers one tus request; a creation makes the upload `id`. */
export type TusHandler = (id: string, request: IncomingMessage, response: ServerResponse) => Promise<void>

interface TusPorts {
  readonly staging: Staging
  readonly locks: UploadLocks
  readonly log: Log
}

/** tus 1.0 over the staging folder, with errors as the rest of the wire tells them. */
export function createTusHandler({ staging, locks, log }: TusPorts): TusHandler {
  const ids = new WeakMap<object, string>()
  const tus = new TusServer({
    path: '/v1/files',
    datastore: staging.store,
    locker: locks,
    lockDrainTimeout: LOCK_DRAIN_MS,
    maxSize: limits.blobBytes,
    relativeLocation: true,
    // Stations are no web pages: no other origin is let in.
    allowedOrigins: [],
    namingFunction: (request) => {
      const node = request.runtime?.node?.req
      const id = node === undefined ? undefined : ids.get(node)
      if (id === undefined) throw new ServerProblem('internal')
      return id
    },
    onResponseError: (_request, error) => {
      if ('status_code' in error) return undefined
      log.failure('upload failed', error)
      const { status } = problemOf(error)
      return { status_code: status, body: '' }
    },
  })
  const write = tus.write.bind(tus)
  tus.write = (...answer) => {
    const [context, headers, status] = answer
    if (status < 400) return write(...answer)
    headers.set('content-type', PROBLEM_TYPE)
    const problem = { ...problemOf(new ServerProblem(codeOfStatus(status))), status }
    return write(context, headers, status, JSON.stringify(problem))
  }
  return (id, request, response) => {
    ids.set(request, id)
    return tus.handle(request, response)
  }
}
