import { codeLists, isNewer, profileOf } from '../../domain/authority.ts'
import type { authorityApi } from '../../domain/authority-api.ts'
import { filesOf, headOf, parseAuthorityFile, withFile } from '../../domain/authority-file.ts'
import { type DescribeSubject, enteredElements, valueFault } from '../../domain/describe.ts'
import { cellOf } from '../../domain/export-profile.ts'
import { Fault } from '../../domain/fault.ts'
import { assertOpen } from '../../domain/records/case-file.ts'
import type { RetentionRule } from '../../domain/records/retention-rule.ts'
import { effectiveRows, placedRows } from '../../domain/retention-schedule.ts'
import type { Handlers } from '../../domain/rpc.ts'
import type { MemoryParts } from './memory-case-files.ts'
import { existing } from './memory-rows.ts'
import { aFonds, type MemoryVault } from './memory-vault.ts'

/** Data files, retention schedule, profile and descriptions by the rules of the product over plain arrays. */
export function authorityHandlers({
  vault,
  newId,
  emit,
  changed,
}: MemoryParts): Handlers<typeof authorityApi> {
  const { law } = vault
  const shipped = vault.authority.schedule.entries
  const ruled = (): null => {
    const entries = [...effectiveRows(shipped, law.rules)]
    vault.authority = { ...vault.authority, schedule: { ...vault.authority.schedule, entries } }
    emit({ name: 'authorityChanged', payload: {} })
    return null
  }
  const put = (rule: RetentionRule): void => {
    law.rules = [...law.rules.filter(({ id }) => id !== rule.id), rule]
  }
  return {
    authorityState: async () => ({
      files: filesOf(vault.authority).map((name) => {
        const at = law.imported.get(name)
        const imported = at === undefined ? null : { at, by: vault.userName }
        return { name, ...headOf(vault.authority, name), imported, unusable: null }
      }),
      schedule: placedRows(shipped, law.rules).map((placed) => ({ ...placed })),
      profile: law.profile,
      profiles: vault.authority.profiles,
    }),
    importAuthority: async ({ path }) => {
      const parsed = parseAuthorityFile(law.offered.get(path))
      if (parsed.kind !== 'sound')
        throw new Fault('file-unsupported', path, { detail: { reason: 'authority' } })
      const { name, version } = parsed.file
      const used = headOf(vault.authority, name).version
      if (!isNewer(version, used)) {
        const detail = { reason: 'authority-version', version, used }
        throw new Fault('conflict', 'not newer', { detail })
      }
      vault.authority = withFile(vault.authority, parsed.file)
      law.imported.set(name, '2027-01-02T03:04:05.000Z')
      emit({ name: 'authorityChanged', payload: {} })
      return { name, version, replaced: used, entries: headOf(vault.authority, name).entries }
    },
    setScheduleRow: async ({ id, row }) => {
      const own = id ?? newId('rule')
      put({ ...row, id: own, of: id === null || id.startsWith('rule_') ? '' : id, isRemoved: false })
      ruled()
      return { id: own }
    },
    removeScheduleRow: async ({ id }) => {
      const row = existing(
        placedRows(shipped, law.rules).map((placed) => placed.row),
        id,
      )
      if (id.startsWith('rule_')) law.rules = law.rules.filter((rule) => rule.id !== id)
      else put({ ...row, of: id, isRemoved: true })
      return ruled()
    },
    resetScheduleRow: async ({ id }) => {
      law.rules = law.rules.filter((rule) => rule.id !== id)
      return ruled()
    },
    chooseProfile: async ({ profile }) => {
      law.profile = profile
      changed('fonds_00000000-0000-4000-8000-000000000001')
      return null
    },
    description: async ({ id }) => {
      const subject = subjectOf(vault, id)
      const profile = profileOf(vault.authority, law.profile)
      const isOpen = fileOf(vault, subject)?.state !== 'closed'
      return { profile: profile.name, isOpen, elements: [...enteredElements(profile, subject)] }
    },
    describe: async ({ id, values }) => {
      const subject = subjectOf(vault, id)
      const file = fileOf(vault, subject)
      if (file !== null) assertOpen(file)
      const extra = { ...(subject.kind === 'document' ? subject.document.extra : subject.file.extra) }
      for (const { element, computed } of enteredElements(profileOf(vault.authority, law.profile), subject)) {
        const value = values[element.name]
        if (value === undefined) continue
        const fault = value === '' ? null : valueFault(element, value, codeLists(vault.authority))
        if (fault !== null) {
          const detail = { reason: `describe-${fault}`, label: element.label, most: element.maxLength ?? 0 }
          throw new Fault('invalid-input', fault, { detail })
        }
        if (value === '' || value === computed) delete extra[cellOf(element)]
        else extra[cellOf(element)] = value
      }
      vault.documents = vault.documents.map((one) => (one.id === id ? { ...one, extra } : one))
      vault.caseFiles = vault.caseFiles.map((one) => (one.id === id ? { ...one, extra } : one))
      changed(id)
      return null
    },
  }
}

function subjectOf(vault: MemoryVault, id: string): DescribeSubject {
  if (id.startsWith('doc_')) return { kind: 'document', document: existing(vault.documents, id) }
  return { kind: 'case-file', file: existing(vault.caseFiles, id), fonds: aFonds({}) }
}

function fileOf(vault: MemoryVault, subject: DescribeSubject) {
  if (subject.kind === 'case-file') return subject.file
  return vault.caseFiles.find(({ id }) => id === subject.document.caseFile) ?? null
}
