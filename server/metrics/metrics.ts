import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

const NANOSECONDS_IN_SECOND = 1e9
const answerSeconds = [0.005, 0.02, 0.1, 0.5, 2, 10, 60]

/** What is measured when it is asked for, since counting it costs something. */
export interface MeasuredNow {
  /** Bytes of uploads that are not finished. */
  readonly stagedBytes: () => Promise<number>
  /** Blobs that wait to be carried to the object storage; 0 without one. */
  readonly waitingBlobs: () => Promise<number>
  /** Characters of batches that came before their predecessors. */
  readonly earlyCharacters: () => number
  /** Ops of each commune, by its code. */
  readonly feedSizes: () => Promise<ReadonlyMap<string, number>>
}

/** Counts for Prometheus. Labels are routes, codes and communes: never a person, a station or a title. */
export interface Metrics {
  answered(route: string, status: number, seconds: number): void
  batch(outcome: string, ops: number): void
  blobStored(sizeBytes: number): void
  /** The text format of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
  close(): void
}

export function createMetrics(now: MeasuredNow): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'hoso_requests_total',
    help: 'Requests answered',
    labelNames: ['route', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'hoso_request_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['route'],
    buckets: answerSeconds,
    registers,
  })
  const batches = new Counter({
    name: 'hoso_batches_total',
    help: 'Batches of ops by what became of them',
    labelNames: ['outcome'],
    registers,
  })
  const ops = new Counter({ name: 'hoso_ops_total', help: 'New ops stored', registers })
  const blobs = new Counter({ name: 'hoso_blobs_total', help: 'Blobs stored', registers })
  const blobBytes = new Counter({ name: 'hoso_blob_bytes_total', help: 'Bytes of blobs stored', registers })
  addGauges(registry, now)
  const lag = addLoopLag(registry)
  return {
    answered: (route, status, tookSeconds) => {
      requests.inc({ route, status: String(status) })
      seconds.observe({ route }, tookSeconds)
    },
    batch: (outcome, count) => {
      batches.inc({ outcome })
      ops.inc(count)
    },
    blobStored: (sizeBytes) => {
      blobs.inc()
      blobBytes.inc(sizeBytes)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => lag.disable(),
  }
}

function addGauges(registry: Registry, now: MeasuredNow): void {
  const registers = [registry]
  const simple: readonly (readonly [name: string, help: string, read: () => number | Promise<number>])[] = [
    ['hoso_staged_bytes', 'Bytes of uploads that are not finished', now.stagedBytes],
    ['hoso_waiting_blobs', 'Blobs that wait for the object storage', now.waitingBlobs],
    ['hoso_early_characters', 'Batches kept until their predecessors come', now.earlyCharacters],
    ['hoso_resident_bytes', 'Memory of the process', () => process.memoryUsage.rss()],
  ]
  for (const [name, help, read] of simple) {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers,
      collect: async () => {
        gauge.set(await read())
      },
    })
  }
  const feeds: Gauge<'commune'> = new Gauge({
    name: 'hoso_feed_ops',
    help: 'Ops held of each commune',
    labelNames: ['commune'],
    registers,
    collect: async () => {
      feeds.reset()
      for (const [commune, size] of await now.feedSizes()) feeds.set({ commune }, size)
    },
  })
}

function addLoopLag(registry: Registry): { disable(): void } {
  const histogram = monitorEventLoopDelay({ resolution: 20 })
  histogram.enable()
  const lag: Gauge<'quantile'> = new Gauge({
    name: 'hoso_event_loop_lag_seconds',
    help: 'How late the process comes to its next work, since it was last asked',
    labelNames: ['quantile'],
    registers: [registry],
    collect: () => {
      for (const quantile of [50, 99]) {
        lag.set({ quantile: String(quantile / 100) }, histogram.percentile(quantile) / NANOSECONDS_IN_SECOND)
      }
      histogram.reset()
    },
  })
  return { disable: () => void histogram.disable() }
}
