import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leastPassphraseLength } from '../state/passphrase-strength.ts'

/** A new passphrase that is being typed twice, for `PassphraseFields`; wrong is told only after a first try. */
export function useNewPassphrase() {
  const { t } = useTranslation()
  const [typed, setTyped] = useState({ passphrase: '', again: '' })
  const [hasTried, setHasTried] = useState(false)
  const isShort = typed.passphrase.length < leastPassphraseLength
  const isDifferent = !isShort && typed.passphrase !== typed.again
  return {
    passphrase: typed.passphrase,
    /** Is it long enough and typed twice alike? What is wrong is shown from now on. */
    check: (): boolean => {
      setHasTried(true)
      return !isShort && !isDifferent
    },
    fields: {
      ...typed,
      passphraseError: hasTried && isShort ? t('first-run.problem.short') : null,
      againError: hasTried && isDifferent ? t('first-run.problem.different') : null,
      onChange: (part: { readonly passphrase?: string; readonly again?: string }) =>
        setTyped({ ...typed, ...part }),
    },
  }
}
