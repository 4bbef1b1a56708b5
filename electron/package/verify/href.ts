const SCHEME = /^[a-z][a-z0-9+.-]*:/i

/**
 * The file of the package that a reference means.
 * @param folder of the file that holds the reference; '' for the root
 * @returns its name, or what is wrong with the reference
 */
export function hrefTarget(
  href: string,
  folder: string,
): { readonly name: string } | { readonly wrong: string } {
  if (href === '') return { wrong: 'an empty reference' }
  if (SCHEME.test(href)) return { wrong: 'a reference out of the package' }
  const plain = decoded(href)
  if (plain === null) return { wrong: 'badly encoded' }
  if (/^[/\\]|^[A-Za-z]:|\\|[\p{Cc}]|[?#]/u.test(plain))
    return { wrong: 'an absolute or ambiguous reference' }
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of plain.split('/')) {
    if (part === '..') return { wrong: 'a reference that climbs out of its folder' }
    if (part === '') return { wrong: 'an empty part of a path' }
    if (part !== '.') parts.push(part)
  }
  return { name: parts.join('/') }
}

function decoded(href: string): string | null {
  try {
    return decodeURIComponent(href)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

/** The folder of a file; '' at the root. */
export function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')))
}
