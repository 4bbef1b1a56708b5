import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Tree as AriaTree, Button, TreeItem, TreeItemContent } from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './tree.module.css'

/** One branch or leaf; `text` is its name for screen readers and for typing in the tree. */
export interface TreeNode {
  readonly id: string
  readonly text: string
  readonly content: ReactNode
  readonly isHeading: boolean
  /** It has children, though none may be at hand while it is folded. */
  readonly isBranch: boolean
  readonly children: readonly TreeNode[]
}

/** Branches that fold, walked with the arrow keys; Enter or a click opens a node, and folds a heading. */
export function Tree({
  label,
  foldLabel,
  nodes,
  expanded,
  current,
  onExpand,
  onOpen,
}: {
  readonly label: string
  /** Name of the button that folds a branch. */
  readonly foldLabel: string
  readonly nodes: readonly TreeNode[]
  readonly expanded: readonly string[]
  readonly current: string | null
  readonly onExpand: (ids: readonly string[]) => void
  readonly onOpen: (id: string) => void
}) {
  const renderNode = (node: TreeNode): ReactNode => (
    <TreeItem
      key={node.id}
      id={node.id}
      textValue={node.text}
      hasChildItems={node.isBranch}
      className={classes(
        styles['item'],
        node.isHeading && styles['heading'],
        node.id === current && styles['current'],
      )}
    >
      <TreeItemContent>
        {({ level }) => (
          <div className={styles['row']} style={{ paddingInlineStart: (level - 1) * 16 }}>
            {node.isBranch ? (
              <Button slot="chevron" className={styles['fold'] ?? ''} aria-label={foldLabel}>
                <ChevronRight aria-hidden="true" />
              </Button>
            ) : (
              <span className={styles['leaf']} />
            )}
            <div className={styles['content']}>{node.content}</div>
          </div>
        )}
      </TreeItemContent>
      {node.children.map((child) => renderNode(child))}
    </TreeItem>
  )
  return (
    <AriaTree
      aria-label={label}
      className={styles['tree'] ?? ''}
      expandedKeys={expanded}
      onExpandedChange={(keys) => onExpand([...keys].map(String))}
      onAction={(key) => onOpen(String(key))}
    >
      {nodes.map((node) => renderNode(node))}
    </AriaTree>
  )
}
