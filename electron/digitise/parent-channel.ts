/** The line from a reader process to the process that forked it, whichever way it was forked. */
export interface ParentChannel {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** What Electron puts on `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
}

/** Opens the line to the parent; the process ends when the parent is gone. */
export function openParentChannel(): ParentChannel {
  // Electron alone sets it, always to a port of this shape.
  const port = Reflect.get(process, 'parentPort') as ParentPort | undefined
  if (port !== undefined) {
    return {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', (event) => listener(event.data)),
    }
  }
  process.on('disconnect', () => process.exit(0))
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  }
}
