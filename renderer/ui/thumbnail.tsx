import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components'
import styles from './thumbnail.module.css'

/** A small image of a page over its place and state; the place stands before the image has come. */
export function Thumbnail({
  src,
  name,
  caption,
  state,
  onPress,
}: {
  readonly src: string
  readonly name: string
  readonly caption: ReactNode
  readonly state: ReactNode
  readonly onPress: () => void
}) {
  const [failedSrc, setFailedSrc] = useState('')
  return (
    <Button className={styles['thumbnail'] ?? ''} aria-label={name} onPress={onPress}>
      <span className={styles['place']}>
        {failedSrc === src ? null : (
          <img
            className={styles['image']}
            src={src}
            alt=""
            loading="lazy"
            decoding="async"
            onError={() => setFailedSrc(src)}
          />
        )}
      </span>
      <span className={styles['caption']}>{caption}</span>
      {state}
    </Button>
  )
}
