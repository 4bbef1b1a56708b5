import { Button } from './button.tsx'

/** Shows more of a list of which some is not shown; nothing where all is. */
export function MoreButton({
  hidden,
  text,
  onMore,
}: {
  readonly hidden: number
  readonly text: (count: number) => string
  readonly onMore: () => void
}) {
  if (hidden <= 0) return null
  return (
    <Button size="small" onPress={onMore}>
      {text(hidden)}
    </Button>
  )
}
