import { CircleAlert, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type {
  Completeness,
  CompletenessFault,
  Severity,
} from '../../../domain/completeness/completeness-fault.ts'
import type { CaseFileDetail } from '../../../domain/desk-rows.ts'
import { useApp } from '../../app-store.ts'
import { CommandButton } from '../../parts/command-button.tsx'
import { faultConcern, faultSentence } from '../../parts/fault-sentence.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { faultKey } from '../../state/complete-slice.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Panel } from '../../ui/panel.tsx'
import { twoDigits } from './excluded-banner.tsx'
import styles from './files.module.css'

/** What stands between a case file and its closing, the musts first, each with a jump to where it is mended. */
export function ShortcomingList({ detail }: { readonly detail: CaseFileDetail }) {
  const { t } = useTranslation()
  const completeness = useApp((state) => state.completeness)
  return (
    <RemoteView remote={completeness} loadingText={t('completeness.loading', { count: detail.documents })}>
      {(found) => (
        <>
          <Found found={found} />
          <Undigitised count={found.undigitised} />
        </>
      )}
    </RemoteView>
  )
}

/** A neutral gap stands for what lay here and is kept on paper only. */
function Undigitised({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  if (count === 0) return null
  return <p className={styles['concern']}>{t('completeness.undigitised', { number: twoDigits(count) })}</p>
}

function Found({ found }: { readonly found: Completeness }) {
  const { t } = useTranslation()
  const { faults, musts, shoulds, pagesLeft } = found
  const waiting =
    pagesLeft === 0 ? null : (
      <p className={styles['nothing']} role="status">
        {t('completeness.pages-left', { count: pagesLeft })}
      </p>
    )
  if (faults.length === 0) {
    return pagesLeft > 0 ? (
      waiting
    ) : (
      <Banner tone="ok" title={t('completeness.none')}>
        {t('completeness.none-text')}
      </Banner>
    )
  }
  const hidden = musts + shoulds - faults.length
  return (
    <Panel
      title={t('completeness.title')}
      isFlush
      actions={
        <div className={styles['actions']}>
          <CommandButton id="previous-fault" size="small" />
          <CommandButton id="next-fault" size="small" />
        </div>
      }
    >
      <FaultGroup severity="must" count={musts} faults={faults} />
      <FaultGroup severity="should" count={shoulds} faults={faults} />
      {hidden > 0 ? <p className={styles['nothing']}>{t('completeness.more', { count: hidden })}</p> : null}
      {waiting}
    </Panel>
  )
}

function FaultGroup({
  severity,
  count,
  faults,
}: {
  readonly severity: Severity
  readonly count: number
  readonly faults: readonly CompletenessFault[]
}) {
  const { t } = useTranslation()
  if (count === 0) return null
  const title = t(`completeness.${severity}`, { count })
  return (
    <section aria-label={title}>
      <h3 className={styles['group']}>
        <Badge
          tone={severity === 'must' ? 'danger' : 'info'}
          icon={severity === 'must' ? <CircleAlert /> : <Info />}
        >
          {title}
        </Badge>
      </h3>
      <ul>
        {faults
          .filter((fault) => fault.severity === severity)
          .map((fault) => (
            <FaultRow key={faultKey(fault)} fault={fault} />
          ))}
      </ul>
    </section>
  )
}

function FaultRow({ fault }: { readonly fault: CompletenessFault }) {
  const { t } = useTranslation()
  const authority = useApp((state) => state.authority)
  const follow = useApp((state) => state.followFault)
  const isShown = useApp(({ faultShown }) => faultShown !== null && faultKey(faultShown) === faultKey(fault))
  return (
    <li className={classes(styles['shortcoming'], isShown && styles['shown'])}>
      <div className={styles['words']}>
        <p>{faultSentence(t, authority, fault)}</p>
        <p className={styles['concern']}>{faultConcern(t, fault)}</p>
      </div>
      <Button size="small" onPress={() => void follow(fault)}>
        {t('completeness.mend')}
      </Button>
    </li>
  )
}
