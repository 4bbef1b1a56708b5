import { Upload } from 'lucide-react'
import { FileTrigger } from 'react-aria-components'
import { Button } from '../../../renderer/ui/button.tsx'
import styles from './choose-file.module.css'
import { formatBytes } from './format.ts'

/** Lets a file be chosen, and says which one was. */
export function ChooseFile({
  label,
  accept,
  file,
  onChoose,
}: {
  readonly label: string
  /** Ends of names, such as `.xlsx`. */
  readonly accept: readonly string[]
  readonly file: File | null
  readonly onChoose: (file: File) => void
}) {
  return (
    <div className={styles['row']}>
      <FileTrigger
        acceptedFileTypes={accept}
        onSelect={(files) => {
          const [chosen] = files ?? []
          if (chosen !== undefined) onChoose(chosen)
        }}
      >
        <Button icon={<Upload />}>{label}</Button>
      </FileTrigger>
      <span>{file === null ? 'Chưa chọn tệp' : `${file.name} (${formatBytes(file.size)})`}</span>
    </div>
  )
}
