/** Hands a file to the browser, which saves it as it saves all others. @returns its size in bytes */
export function saveFile({
  name,
  mediaType,
  bytes,
}: {
  readonly name: string
  readonly mediaType: string
  /** In base 64. */
  readonly bytes: string
}): number {
  const raw = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([raw], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
  return raw.length
}

/** The bytes of a chosen file in base 64. */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  const step = 32_768
  for (let at = 0; at < bytes.length; at += step) {
    text += String.fromCharCode(...bytes.subarray(at, at + step))
  }
  return btoa(text)
}
