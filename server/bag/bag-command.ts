import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Fault } from '../../domain/fault.ts'
import { AgencyCode } from '../../domain/records/fonds.ts'
import type { BagOffice } from './bag-office.ts'

export const bagUsage = `       main.mjs bag-import --data DIR [--answers DIR] BAG...
       main.mjs bag-export --data DIR --commune CODE --answers DIR
`

/** What is done with bags while the server does not run. */
export interface BagWish {
  readonly way: 'import' | 'export'
  readonly data: string
  readonly answers: string | null
  readonly commune: string | null
  readonly bags: readonly string[]
}

/** The wish, or null where the arguments are not about bags. @throws Fault 'invalid-input' */
export function readBagWish([command, ...rest]: readonly string[]): BagWish | null {
  if (command !== 'bag-import' && command !== 'bag-export') return null
  const { data, answers, commune, bags } = parse(rest)
  const way = command === 'bag-import' ? 'import' : 'export'
  const isWhole = way === 'import' ? bags.length > 0 : commune !== null && answers !== null
  if (data === undefined || !isWhole) throw new Fault('invalid-input', 'wrong arguments')
  return { way, data: path.resolve(data), answers, commune, bags }
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: 'string' }, answers: { type: 'string' }, commune: { type: 'string' } },
    })
    return {
      data: values.data,
      answers: values.answers === undefined ? null : path.resolve(values.answers),
      commune: values.commune === undefined ? null : AgencyCode.parse(values.commune),
      bags: positionals.map((bag) => path.resolve(bag)),
    }
  } catch (error) {
    throw new Fault('invalid-input', 'wrong arguments', { cause: error })
  }
}

/**
 * Takes bags and writes their answers, or writes all that there is to say to a commune. Each report and answer is one
 * line. @returns the exit code: 1 where a bag was refused
 */
export async function runBagWish(
  office: BagOffice,
  wish: BagWish,
  announce: (line: Readonly<Record<string, unknown>>) => void,
): Promise<number> {
  if (wish.answers !== null) await mkdir(wish.answers, { recursive: true })
  if (wish.way === 'export') {
    const names = await office.writeAll(wish.commune ?? '', wish.answers ?? '')
    for (const name of names) announce({ kind: 'answer', name })
    await carry(office, wish, announce)
    return 0
  }
  const found = []
  for (const bag of wish.bags) found.push(...(await office.find(bag)))
  const request = { answersTo: wish.answers, signal: { aborted: false } }
  const { reports, answers } = await office.take(found, request)
  for (const report of reports) announce({ kind: 'bag', ...report })
  for (const name of answers) announce({ kind: 'answer', name })
  if (answers.length > 0) await carry(office, wish, announce)
  return reports.every(({ result }) => result === 'taken') ? 0 : 1
}

async function carry(
  office: BagOffice,
  { answers }: BagWish,
  announce: (line: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  if (answers === null) return
  for (const update of await office.carryUpdates(answers)) announce({ kind: 'update', ...update })
}
