import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan, PlanCount } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { OUTSIDE } from '../../state/files-state.ts'
import { planBranches } from '../../state/plan-branches.ts'
import { Tree, type TreeNode } from '../../ui/tree.tsx'
import styles from './files.module.css'
import { MORE, planNodes } from './plan-nodes.tsx'
import { TreeFilter } from './tree-filter.tsx'

/** Headings, entries of the plan and their case files. */
export function PlanTree({ plan, counts }: { readonly plan: Plan; readonly counts: readonly PlanCount[] }) {
  const { t } = useTranslation()
  const stateShown = useApp((state) => state.stateShown)
  const branches = useApp((state) => state.branches)
  const folds = useApp((state) => state.folds)
  const selection = useApp((state) => state.selection)
  const select = useApp((state) => state.select)
  const fold = useApp((state) => state.fold)
  const tree = useMemo(
    () => planBranches({ entries: plan.entries, counts, branches, folds, stateShown }),
    [plan, counts, branches, folds, stateShown],
  )
  const nodes = useMemo(() => planNodes(t, tree), [t, tree])
  const ids = foldable(nodes)
  // Headings are unfolded at first; what somebody folds stays so.
  const open = new Map(
    [...tree.headings.flatMap(({ entries }) => entries), ...(tree.outside ? [tree.outside] : [])].map(
      ({ id, isOpen }) => [id, isOpen],
    ),
  )
  const isOpen = (id: string): boolean => open.get(id) ?? folds[id] ?? true
  const openNode = (id: string): void => {
    if (id.startsWith('case_')) select({ kind: 'file', id })
    else if (id.startsWith('plan_')) select({ kind: 'plan', id })
    else if (id.startsWith(MORE)) select({ kind: 'plan', id: id.slice(MORE.length) })
    else fold({ [id]: !isOpen(id) })
  }
  const expand = (expanded: readonly string[]): void => {
    const changed = ids.filter((id) => expanded.includes(id) !== isOpen(id))
    fold(Object.fromEntries(changed.map((id) => [id, expanded.includes(id)])))
  }

  return (
    <>
      <TreeFilter plan={plan} />
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
            expanded={ids.filter(isOpen)}
            current={selection.kind === 'none' || selection.id === OUTSIDE ? null : selection.id}
            onExpand={expand}
            onOpen={openNode}
          />
        </div>
      )}
    </>
  )
}

/** The ids of what can be folded: headings, and entries that have case files. */
function foldable(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.flatMap((node) => [...(node.isBranch ? [node.id] : []), ...foldable(node.children)])
}
