import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseFileRow } from '../../../domain/api.ts'
import { type CaseState, caseStates } from '../../../domain/records/case-file.ts'
import type { PlanEntry } from '../../../domain/records/plan-entry.ts'
import { useApp } from '../../app-store.ts'
import { CaseStateBadge } from '../../parts/case-state-badge.tsx'
import { Select } from '../../ui/select.tsx'
import { Tree, type TreeNode } from '../../ui/tree.tsx'
import styles from './files.module.css'
import { planBranches } from './plan-branches.ts'

const allStates = 'all'
const outsideId = 'outside'

/** Headings, entries of the plan and their case files. */
export function PlanTree({
  entries,
  rows,
}: {
  readonly entries: readonly PlanEntry[]
  readonly rows: readonly CaseFileRow[]
}) {
  const { t } = useTranslation()
  const stateShown = useApp((state) => state.stateShown)
  const showFiles = useApp((state) => state.showFiles)
  const selection = useApp((state) => state.selection)
  const select = useApp((state) => state.select)
  // Everything is unfolded at first; what somebody folds stays so.
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const nodes = useMemo(() => {
    const fileNode = ({ file, documents }: CaseFileRow): TreeNode => ({
      id: file.id,
      text: `${file.notation} ${file.title}`,
      isHeading: false,
      children: [],
      content: (
        <span className={styles['fileNode']}>
          <span>{t('files.file-node', { notation: file.notation, count: documents })}</span>
          <CaseStateBadge state={file.state} />
        </span>
      ),
    })
    const { headings, outside } = planBranches(entries, rows, stateShown)
    const years = new Set(entries.map(({ year }) => year))
    const branches: TreeNode[] = headings.map((branch) => ({
      id: branch.id,
      text: branch.heading,
      isHeading: true,
      content: years.size > 1 ? `${branch.heading} (${branch.year})` : branch.heading,
      children: branch.entries.map(({ entry, files }) => ({
        id: entry.id,
        text: `${entry.notation} ${entry.title}`,
        isHeading: false,
        content: (
          <span className={styles['entryNode']}>
            <span className={styles['notation']}>{entry.notation}</span> {entry.title}
          </span>
        ),
        children: files.map((row) => fileNode(row)),
      })),
    }))
    if (outside.length > 0) {
      const children = outside.map((row) => fileNode(row))
      branches.push({
        id: outsideId,
        text: t('files.outside'),
        isHeading: true,
        content: t('files.outside'),
        children,
      })
    }
    return branches
  }, [entries, rows, stateShown, t])

  const open = (id: string): void => {
    if (id.startsWith('case_')) select({ kind: 'file', id })
    else if (id.startsWith('plan_')) select({ kind: 'plan', id })
    else setFolded(toggled(folded, id))
  }
  const ids = nodes.flatMap((node) => [node.id, ...node.children.map((child) => child.id)])

  return (
    <>
      <div className={styles['filter']}>
        <Select
          label={t('files.state')}
          placeholder={t('files.all-states')}
          selected={stateShown ?? allStates}
          options={[
            { id: allStates, label: t('files.all-states') },
            ...caseStates.map((state) => ({ id: state, label: t(`case-state.${state}`) })),
          ]}
          onSelect={(id) => showFiles(caseStates.find((state): state is CaseState => state === id) ?? null)}
        />
      </div>
      {nodes.length === 0 ? (
        <p className={styles['nothing']}>
          {t(stateShown === null ? 'files.no-plan' : 'files.none-in-state')}
        </p>
      ) : (
        <div className={styles['branches']}>
          <Tree
            label={t('files.plan')}
            foldLabel={t('files.fold')}
            nodes={nodes}
            expanded={ids.filter((id) => !folded.has(id))}
            current={selection.kind === 'none' ? null : selection.id}
            onExpand={(expanded) => setFolded(new Set(ids.filter((id) => !expanded.includes(id))))}
            onOpen={open}
          />
        </div>
      )}
    </>
  )
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}
