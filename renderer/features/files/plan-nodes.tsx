import type { TFunction } from 'i18next'
import type { CaseFileRow } from '../../../domain/api.ts'
import { CaseStateBadge } from '../../parts/case-state-badge.tsx'
import type { TreeNode } from '../../ui/tree.tsx'
import styles from './files.module.css'
import type { EntryBranch, PlanBranches } from './plan-branches.ts'

/** The plan as the nodes of a tree; entries and case files keep their ids, which name their kind. */
export function planNodes(t: TFunction, { headings, outside }: PlanBranches): readonly TreeNode[] {
  const fileNode = ({ file }: CaseFileRow, name: string): TreeNode => ({
    id: file.id,
    text: t('files.file-name', { notation: file.notation, title: file.title }),
    isHeading: false,
    children: [],
    content: (
      <span className={styles['fileNode']}>
        <span>{name}</span>
        <CaseStateBadge state={file.state} />
      </span>
    ),
  })
  const entryNode = ({ entry, files }: EntryBranch): TreeNode => ({
    id: entry.id,
    text: `${entry.notation} ${entry.title}`,
    isHeading: false,
    children: files.map((row) => fileNode(row, t('files.file-node', { count: row.documents }))),
    content: (
      <span className={styles['entryNode']}>
        <span className={styles['notation']}>{entry.notation}</span> {entry.title}
      </span>
    ),
  })
  const years = new Set(headings.map(({ year }) => year))
  const branches: TreeNode[] = headings.map(({ id, heading, year, entries }) => ({
    id,
    text: heading,
    isHeading: true,
    content: years.size > 1 ? `${heading} (${year})` : heading,
    children: entries.map((branch) => entryNode(branch)),
  }))
  if (outside.length === 0) return branches
  const name = t('files.outside')
  const children = outside.map((row) =>
    fileNode(row, t('files.file-outside', { ...row.file, count: row.documents })),
  )
  return [...branches, { id: 'outside', text: name, isHeading: true, content: name, children }]
}
