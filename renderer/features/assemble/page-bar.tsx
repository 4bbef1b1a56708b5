import { FilePlus2, FileSymlink, RotateCcw, RotateCw, Scissors, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-store.ts'
import type { PageDesk } from '../../state/assemble-state.ts'
import { Button } from '../../ui/button.tsx'
import styles from './assemble.module.css'

/** What can be done with the page that is chosen. */
export function PageBar({ desk: { document, page, goal } }: { readonly desk: PageDesk }) {
  const { t } = useTranslation()
  const turn = useApp((state) => state.turnDeskPage)
  const bin = useApp((state) => state.binDeskPage)
  const split = useApp((state) => state.splitAtDeskPage)
  const seek = useApp((state) => state.seekPages)
  const isBusy = useApp((state) => state.isAssembling || state.isSplitting)
  const at = document.pages.findIndex(({ id }) => id === page)
  if (page === null || at === -1) return null
  const off = isBusy || goal !== null
  const number = at + 1
  return (
    <div className={styles['row']} role="group" aria-label={t('pages.bar', { number })}>
      <Button size="small" icon={<RotateCcw />} isDisabled={off} onPress={() => void turn(270)}>
        {t('pages.turn-left')}
      </Button>
      <Button size="small" icon={<RotateCw />} isDisabled={off} onPress={() => void turn(90)}>
        {t('pages.turn-right')}
      </Button>
      {at === 0 ? (
        <Button
          size="small"
          icon={<FilePlus2 />}
          isDisabled={off}
          onPress={() => void seek({ kind: 'insert', after: null })}
        >
          {t('pages.insert-first')}
        </Button>
      ) : null}
      <Button
        size="small"
        icon={<FilePlus2 />}
        isDisabled={off}
        onPress={() => void seek({ kind: 'insert', after: page })}
      >
        {t('pages.insert', { number })}
      </Button>
      <Button
        size="small"
        icon={<FileSymlink />}
        isDisabled={off}
        onPress={() => void seek({ kind: 'replace', page })}
      >
        {t('pages.replace', { number })}
      </Button>
      <Button
        size="small"
        icon={<Trash2 />}
        isDisabled={off || document.pages.length < 2}
        onPress={() => void bin()}
      >
        {t('pages.bin', { number })}
      </Button>
      <Button size="small" icon={<Scissors />} isDisabled={off || at === 0} onPress={() => void split()}>
        {t('command.split-here')}
      </Button>
    </div>
  )
}
