import { type Authority, codeLists } from '../../../domain/authority.ts'
import type { authorityApi } from '../../../domain/authority-api.ts'
import {
  type DescribeSubject,
  type EnteredElement,
  enteredElements,
  valueFault,
} from '../../../domain/describe.ts'
import { cellOf } from '../../../domain/export-profile.ts'
import { Fault } from '../../../domain/fault.ts'
import { type Edit, kindOf, type RecordId } from '../../../domain/op.ts'
import { fondsView } from '../../../domain/records/fonds.ts'
import type { Handlers } from '../../../domain/rpc.ts'
import { secretLevelOf } from '../../../domain/secret-mark.ts'
import { existingCaseFile, existingDocument } from '../contents.ts'
import type { Records } from '../ports.ts'
import { currentProfile } from './current-profile.ts'

interface DescribePorts {
  readonly records: Records
  readonly authority: () => Authority
}

/** The further descriptive elements of case files and documents. */
export function describeHandlers(
  ports: DescribePorts,
): Handlers<Pick<typeof authorityApi, 'description' | 'describe'>> {
  const { records, authority } = ports
  return {
    description: async ({ id }) => {
      const subject = subjectOf(records, id)
      const profile = currentProfile(records, authority())
      return {
        profile: profile.name,
        isOpen: isOpen(records, subject),
        elements: enteredElements(profile, subject).map((one) => ({ ...one })),
      }
    },
    describe: async ({ id, values }) => {
      const edits = editsOf(ports, id, values)
      if (edits.length > 0) await records.append(edits, { undo: 'describe' })
      return null
    },
  }
}

/** @throws Fault 'not-found', 'isolated' for a state secret */
function subjectOf(records: Records, id: RecordId): DescribeSubject {
  if (kindOf(id) === 'doc') return { kind: 'document', document: existingDocument(records, id) }
  if (kindOf(id) !== 'case') throw new Fault('not-found', `${id} is not described`)
  const file = existingCaseFile(records, id)
  // Only ids are ever written into this cell.
  return { kind: 'case-file', file, fonds: fondsView(records.record(file.fonds as RecordId)) }
}

function isOpen(records: Records, subject: DescribeSubject): boolean {
  if (subject.kind === 'case-file') return subject.file.state === 'open'
  // Only ids are ever written into this cell.
  const file = subject.document.caseFile as RecordId | null
  return file === null || existingCaseFile(records, file).state === 'open'
}

/** @throws Fault 'invalid-input' for a value that the profile does not take */
function editsOf(
  { records, authority }: DescribePorts,
  id: RecordId,
  values: Readonly<Record<string, string>>,
): readonly Edit[] {
  const data = authority()
  const known = new Map(
    enteredElements(currentProfile(records, data), subjectOf(records, id)).map((one) => [
      one.element.name,
      one,
    ]),
  )
  return Object.entries(values).flatMap(([name, typed]): readonly Edit[] => {
    const one = known.get(name)
    if (one === undefined) throw refused('unknown', name)
    const value = typed.normalize('NFC').trim()
    assertValue(data, one, value)
    const cell = { record: id, path: `/extra/${cellOf(one.element)}` }
    // What stands anyway is not stored: it may be computed anew.
    if (value === '' || value === one.computed) return one.entered === '' ? [] : [{ ...cell, remove: true }]
    return value === one.entered ? [] : [{ ...cell, value }]
  })
}

/** Characters that no description holds: what is left of a file that was pasted in. */
const control = /(?![\n\r\t])\p{Cc}/u

function assertValue(authority: Authority, { element }: EnteredElement, value: string): void {
  if (value === '') return
  if (control.test(value)) throw refused('unknown', element.label)
  if (value.split(/[\n\r]+/).some((line) => secretLevelOf(line) !== null)) {
    throw new Fault('state-secret', `${element.name} says a level of secrecy`, {
      detail: { reason: 'describe' },
    })
  }
  const fault = valueFault(element, value, codeLists(authority))
  if (fault !== null) throw refused(fault, element.label, element.maxLength ?? 0)
}

function refused(why: 'unknown' | 'too-long' | 'not-in-list', label: string, most = 0): Fault {
  return new Fault('invalid-input', `${label}: ${why}`, {
    detail: { reason: `describe-${why}`, label: label.slice(0, 200), most },
  })
}
