import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { expect } from 'vitest'
import * as z from 'zod'
import { shownValue } from '../../domain/merge.ts'
import { JsonValue } from '../../domain/op.ts'
import type { Vault } from '../../electron/store/vault.ts'
import { indexWorker } from './index-worker.ts'
import { PASSPHRASE } from './test-vault.ts'

/** What a child of `vault-child.ts` says was acknowledged to it. */
const Acknowledgement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('created') }),
  z.object({ kind: z.literal('held') }),
  z.object({ kind: z.literal('closed') }),
  z.object({ kind: z.literal('blob'), sha: z.string() }),
  z.object({ kind: z.literal('setting'), value: z.number() }),
  z.object({ kind: z.literal('edits'), record: z.string(), cells: z.record(z.string(), JsonValue) }),
  z.object({ kind: z.literal('count'), record: z.string(), value: z.number() }),
  z.object({ kind: z.literal('backup'), snapshot: z.string() }),
  z.object({ kind: z.literal('user'), passphrase: z.string() }),
  z.object({ kind: z.literal('user-leaves'), passphrase: z.string() }),
  z.object({ kind: z.literal('repaired') }),
  z.object({ kind: z.literal('restored') }),
])
export type Acknowledgement = z.infer<typeof Acknowledgement>

export interface Child {
  readonly process: ChildProcess
  /** So far, in order. */
  readonly said: readonly Acknowledgement[]
  /** The signal that ended it, or its exit code. */
  readonly ended: Promise<NodeJS.Signals | number | null>
}

/** Starts the bundled child on a vault. `onSaid` hears each line as it comes. */
export function startChild(
  program: string,
  {
    task,
    folder,
    rest = [],
  }: { readonly task: string; readonly folder: string; readonly rest?: readonly string[] },
  onSaid: (said: readonly Acknowledgement[]) => void = () => {},
): Child {
  const args = [program, task, folder, PASSPHRASE, ...rest]
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, INDEX_WORKER: indexWorker },
  })
  const said: Acknowledgement[] = []
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => {
    // A process that is killed while it speaks may leave half a line, and that was no acknowledgement.
    const told = wholeLine(line)
    if (told === null) return
    said.push(told)
    onSaid(said)
  })
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? code))
  })
  return { process: child, said, ended }
}

function wholeLine(line: string): Acknowledgement | null {
  return line.endsWith('}') ? Acknowledgement.parse(JSON.parse(line)) : null
}

type Of<K extends Acknowledgement['kind']> = Extract<Acknowledgement, { readonly kind: K }>

function of<K extends Acknowledgement['kind']>(said: readonly Acknowledgement[], kind: K): readonly Of<K>[] {
  // The filter leaves those of the kind.
  return said.filter((each) => each.kind === kind) as unknown as readonly Of<K>[]
}

/** Expects all that was acknowledged to be in a vault, unaltered, and nothing to have been found wrong. */
export async function expectAcknowledged(vault: Vault, said: readonly Acknowledgement[]): Promise<void> {
  expect(vault.notices).toEqual([])
  for (const { sha } of of(said, 'blob')) {
    const reader = await vault.blobs.open(sha)
    expect((await reader.read(0, reader.sizeBytes)).length).toBe(100_000)
    await reader.close()
  }
  for (const { record, cells } of of(said, 'edits')) {
    const found = Object.keys(cells).map((cell) => [cell, shownValue(vault.record(record), cell)])
    expect(Object.fromEntries(found)).toEqual(cells)
    await expectBlobsOf(vault, record)
  }
  for (const { record, value } of of(said, 'count')) {
    expect(shownValue(vault.record(record), '/maker')).toBeGreaterThanOrEqual(value)
  }
  const saved = of(said, 'setting').at(-1)?.value ?? 0
  expect((await vault.settings('thu', z.number(), 0)).value).toBeGreaterThanOrEqual(saved)
  await expectUsers(vault, said)
}

/** No document names a blob that is not there. */
async function expectBlobsOf(vault: Vault, record: string): Promise<void> {
  const pages = shownValue(vault.record(record), '/pages')
  if (pages === undefined) return
  for (const sha of z.array(z.string()).parse(pages)) expect(await vault.blobs.has(sha)).toBe(true)
}

async function expectUsers(vault: Vault, said: readonly Acknowledgement[]): Promise<void> {
  const left = new Set(of(said, 'user-leaves').map(({ passphrase }) => passphrase))
  for (const { passphrase } of of(said, 'user')) {
    if (!left.has(passphrase)) expect((await vault.keySlots.verify(passphrase)).kind).toBe('passphrase')
  }
}

/** Snapshots of the backup that was made beside the vault. */
export function backupsOf(said: readonly Acknowledgement[]): readonly string[] {
  return of(said, 'backup').map(({ snapshot }) => snapshot)
}
