import { useTranslation } from 'react-i18next'
import {
  SIGNATURE_ELEMENT,
  type SignatureState,
  signatureStates,
} from '../../../domain/completeness/signature.ts'
import type { CaseFile } from '../../../domain/records/case-file.ts'
import { useApp } from '../../app-store.ts'
import { SIGNATURE_SPOT } from '../../state/follow-jump.ts'
import { isAllowed } from '../../state/rights.ts'
import { Select } from '../../ui/select.tsx'
import styles from './files.module.css'

/** Whether the agency signed the digitised copies, as far as somebody said so; it can be said while the file is open. */
export function SignatureControl({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation()
  const setSignature = useApp((state) => state.setSignature)
  const mayWrite = useApp((state) => isAllowed(state, 'setSignature'))
  const nameOf = (said: SignatureState): string => {
    const state = said === '' ? 'unknown' : said
    return t(`completeness.signature.${state}`)
  }
  const said = signatureStates.find((state) => state === (file.extra[SIGNATURE_ELEMENT] ?? '')) ?? ''
  if (file.state !== 'open' || !mayWrite) return nameOf(said)
  return (
    <div className={styles['signature']} data-spot={SIGNATURE_SPOT}>
      <Select
        label={t('completeness.signature.label')}
        options={signatureStates.map((state) => ({ id: state || 'unknown', label: nameOf(state) }))}
        selected={said || 'unknown'}
        placeholder={nameOf('')}
        onSelect={(id) => {
          const state = signatureStates.find((one) => one === id) ?? ''
          if (state !== said) void setSignature(file.id, state)
        }}
      />
    </div>
  )
}
