import styles from './page-stack.module.css'

/** Sets what the image shows, and takes it away with it: what is still on its way is no longer fetched, what came is let go. */
function hold(image: HTMLImageElement): () => void {
  image.src = image.dataset['src'] ?? ''
  return () => image.removeAttribute('src')
}

/** A picture that is let go as soon as it leaves the window. */
export function HeldImage({
  src,
  alt,
  onReady,
  onFailed,
}: {
  readonly src: string
  readonly alt: string
  readonly onReady?: () => void
  readonly onFailed?: () => void
}) {
  return (
    <img
      key={src}
      ref={hold}
      data-src={src}
      className={styles['picture']}
      alt={alt}
      decoding="async"
      draggable={false}
      onLoad={({ currentTarget }) => {
        if (onReady !== undefined) void decoded(currentTarget).then(onReady)
      }}
      onError={({ currentTarget }) => {
        if (currentTarget.hasAttribute('src')) onFailed?.()
      }}
    />
  )
}

/** Resolves when the picture can be painted at once, or could not be decoded ahead. */
async function decoded(image: HTMLImageElement): Promise<void> {
  try {
    await image.decode()
  } catch {
    // It left the window, or is decoded when it is painted.
  }
}
