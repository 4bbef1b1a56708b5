import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import styles from './screen-guard.module.css'

interface GuardProps {
  readonly children: ReactNode
  /** What is shown instead; `retry` draws the children anew. */
  readonly fallback: (retry: () => void) => ReactNode
}

/** Keeps an error in a part of the window from taking the rest along. React knows boundaries only as classes. */
class Guard extends Component<GuardProps, { readonly isBroken: boolean }> {
  override readonly state = { isBroken: false }

  static getDerivedStateFromError(): { readonly isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return this.props.fallback(() => this.setState({ isBroken: false }))
  }
}

/** A screen that breaks down says so in its place; rail, keys and status bar go on. */
export function ScreenGuard({ children }: { readonly children: ReactNode }) {
  return <Guard fallback={(retry) => <BrokenPart what="screen" onRetry={retry} />}>{children}</Guard>
}

/** A dialog that breaks down is told above the screen, and can be left. */
export function DialogGuard({
  children,
  onLeave,
}: {
  readonly children: ReactNode
  readonly onLeave: () => void
}) {
  return (
    <Guard fallback={(retry) => <BrokenPart what="dialog" onRetry={retry} onLeave={onLeave} />}>
      {children}
    </Guard>
  )
}

/** Whatever else breaks down: the page of the window is opened anew. */
export function WindowGuard({ children }: { readonly children: ReactNode }) {
  return (
    <Guard fallback={() => <BrokenPart what="window" onRetry={() => window.location.reload()} />}>
      {children}
    </Guard>
  )
}

function BrokenPart({
  what,
  onRetry,
  onLeave = null,
}: {
  readonly what: 'screen' | 'dialog' | 'window'
  readonly onRetry: () => void
  readonly onLeave?: (() => void) | null
}) {
  const { t } = useTranslation()
  return (
    <div className={styles[what]} role="alert">
      <Banner
        tone="warn"
        title={t(`broken.${what}.title`)}
        action={
          <span className={styles['choices']}>
            <Button kind="primary" size="small" onPress={onRetry}>
              {t(`broken.${what}.retry`)}
            </Button>
            {onLeave === null ? null : (
              <Button size="small" onPress={onLeave}>
                {t('common.close')}
              </Button>
            )}
          </span>
        }
      >
        {t('broken.safe')}
      </Banner>
    </div>
  )
}
