import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components'
import { classes } from './classes.ts'
import styles from './thumbnail.module.css'

/** A small image of a page over its place and state; the place stands before the image has come. */
export function Thumbnail({
  src,
  name,
  caption,
  state,
  turn = 0,
  onPress,
}: {
  readonly src: string
  readonly name: string
  readonly caption: ReactNode
  readonly state: ReactNode
  /** How far the image is turned clockwise to stand upright. */
  readonly turn?: 0 | 90 | 180 | 270
  readonly onPress: () => void
}) {
  const [failedSrc, setFailedSrc] = useState('')
  return (
    <Button className={styles['thumbnail'] ?? ''} aria-label={name} onPress={onPress}>
      <span className={styles['place']}>
        {failedSrc === src ? null : (
          <img
            className={classes(styles['image'], styles[`turn${turn}`])}
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
