import type { TFunction } from 'i18next'
import type { CaseFileRow } from '../../../domain/desk-rows.ts'
import { headingText } from '../../../domain/plan-headings.ts'
import type { PlanEntry } from '../../../domain/records/plan-entry.ts'
import { CaseStateBadge } from '../../parts/case-state-badge.tsx'
import type { EntryBranch, PlanBranches } from '../../state/plan-branches.ts'
import type { TreeNode } from '../../ui/tree.tsx'
import styles from './files.module.css'

/** Begins the id of a node that leads to the case files which the tree does not show. */
export const MORE = 'more '

/** The plan as the nodes of a tree; entries and case files keep their ids, which name their kind. */
export function planNodes(t: TFunction, { headings, outside }: PlanBranches): readonly TreeNode[] {
  const fileNode = ({ file, documents: count }: CaseFileRow, isOutside: boolean): TreeNode => ({
    id: file.id,
    text: t('files.file-name', { notation: file.notation, title: file.title }),
    isHeading: false,
    isBranch: false,
    children: [],
    content: (
      <span className={styles['fileNode']}>
        <span>
          {isOutside ? t('files.file-outside', { ...file, count }) : t('files.file-node', { count })}
        </span>
        <CaseStateBadge state={file.state} />
      </span>
    ),
  })
  const childrenOf = ({ id, entry, files, count, isOpen }: EntryBranch): readonly TreeNode[] => {
    const nodes = files.map((row) => fileNode(row, entry === null))
    const more = count - files.length
    if (!isOpen || more <= 0) return nodes
    const text = t('files.more-files', { count: more })
    return [...nodes, { ...leaf, id: `${MORE}${id}`, text, content: text }]
  }
  const entryNode = (branch: EntryBranch, entry: PlanEntry): TreeNode => ({
    id: branch.id,
    text: `${entry.notation} ${entry.title}`,
    isHeading: false,
    isBranch: branch.count > 0,
    children: childrenOf(branch),
    content: (
      <span className={styles['entryNode']}>
        <span className={styles['notation']}>{entry.notation}</span> {entry.title}
        {branch.isOpen || branch.count === 0 ? null : (
          <span> {t('files.count', { count: branch.count })}</span>
        )}
      </span>
    ),
  })
  const branches: TreeNode[] = headings.map(({ id, heading, entries }) => ({
    id,
    text: headingText(heading),
    isHeading: true,
    isBranch: true,
    content: headingText(heading),
    children: entries.flatMap((branch) => (branch.entry === null ? [] : [entryNode(branch, branch.entry)])),
  }))
  if (outside === null) return branches
  const name = t('files.outside')
  const node = { id: outside.id, text: name, isHeading: true, isBranch: true, content: name }
  return [...branches, { ...node, children: childrenOf(outside) }]
}

const leaf = { isHeading: false, isBranch: false, children: [] }
