import { useTranslation } from 'react-i18next'
import type { DepositCounters } from '../../../domain/deposit-counters.ts'
import { useApp } from '../../app-store.ts'
import { formatBytes, formatCount } from '../../parts/format.ts'
import { RemoteView } from '../../parts/remote-view.tsx'
import { loading } from '../../state/attempt.ts'
import { formatInstant } from '../../state/date-text.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Facts } from '../../ui/facts.tsx'

/** What the archive confirms of a deposit (TT 05/2025, article 23), as this PC counts it. */
export function CountersDisclosure({ deposit }: { readonly deposit: string }) {
  const { t } = useTranslation()
  const counters = useApp((state) => state.counters[deposit]) ?? loading
  const load = useApp((state) => state.loadCounters)
  return (
    <Disclosure title={t('counters.title')} onOpen={() => void load(deposit)}>
      <RemoteView remote={counters} loadingText={t('counters.loading')} onRetry={() => load(deposit)}>
        {(counted) => <CounterFacts counters={counted} />}
      </RemoteView>
    </Disclosure>
  )
}

function CounterFacts({ counters }: { readonly counters: DepositCounters }) {
  const { t } = useTranslation()
  const { requestCode, agencyCode, agencyName, ordinal, receivedAt } = counters
  return (
    <Facts
      facts={[
        { name: t('counters.request'), value: requestCode },
        { name: t('counters.agency-code'), value: agencyCode },
        { name: t('counters.agency-name'), value: agencyName },
        { name: t('counters.packages'), value: formatCount(counters.packages) },
        {
          name: t('counters.registered'),
          value: t('counters.registered-of', {
            files: formatCount(counters.caseFiles),
            documents: formatCount(counters.documents),
          }),
        },
        {
          name: t('counters.accepted'),
          value: t('counters.files', { files: formatCount(counters.acceptedSoFar) }),
        },
        {
          name: t('counters.loaded'),
          value: t('counters.loaded-of', {
            loaded: formatCount(counters.partsLoaded),
            parts: formatCount(counters.parts),
          }),
        },
        { name: t('counters.size'), value: formatBytes(counters.sizeBytes) },
        { name: t('counters.ordinal'), value: formatCount(ordinal) },
        {
          name: t('counters.received'),
          value: receivedAt === null ? t('counters.not-yet') : formatInstant(receivedAt),
        },
      ]}
    />
  )
}
