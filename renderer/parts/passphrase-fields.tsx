import { useTranslation } from 'react-i18next'
import { passphraseStrength, type Strength } from '../state/passphrase-strength.ts'
import { TextField } from '../ui/text-field.tsx'
import styles from './passphrase-fields.module.css'

const steps: readonly Strength[] = ['short', 'fair', 'good', 'strong']

/** A new passphrase, typed twice, and how strong it is. */
export function PassphraseFields({
  passphrase,
  again,
  passphraseError,
  againError,
  onChange,
}: {
  readonly passphrase: string
  readonly again: string
  readonly passphraseError: string | null
  readonly againError: string | null
  readonly onChange: (part: { readonly passphrase?: string; readonly again?: string }) => void
}) {
  const { t } = useTranslation()
  const strength = passphraseStrength(passphrase)
  const reached = passphrase === '' ? 0 : steps.indexOf(strength) + 1
  return (
    <>
      <div className={styles['pair']}>
        <TextField
          label={t('first-run.passphrase')}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={(value) => onChange({ passphrase: value })}
          error={passphraseError}
          isRequired
        />
        <TextField
          label={t('first-run.passphrase-again')}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={(value) => onChange({ again: value })}
          error={againError}
          isRequired
        />
      </div>
      <div className={styles['strength']}>
        <span className={styles['meter']} aria-hidden="true">
          {steps.map((step, index) => (
            <span key={step} className={styles['step']} data-reached={index < reached} />
          ))}
        </span>
        <span role="status">
          {t(passphrase === '' ? 'first-run.strength.none' : `first-run.strength.${strength}`)}
        </span>
      </div>
    </>
  )
}
