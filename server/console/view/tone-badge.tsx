import { CircleCheck, CircleDashed, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '../../../renderer/ui/badge.tsx'

type Tone = 'neutral' | 'ok' | 'info' | 'warn' | 'danger'

const icons: Readonly<Record<Tone, ReactNode>> = {
  neutral: <CircleDashed />,
  ok: <CircleCheck />,
  info: <Info />,
  warn: <TriangleAlert />,
  danger: <CircleX />,
}

/** A badge whose sign follows its tone, so that no meaning hangs on colour alone. */
export function ToneBadge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone
  readonly children: ReactNode
}) {
  return (
    <Badge icon={icons[tone]} {...(tone === 'neutral' ? {} : { tone })}>
      {children}
    </Badge>
  )
}
