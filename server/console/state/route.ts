/** Which screen is shown; it lives in the address, so that the browser's own keys for back and forth work. */
export type Route =
  | { readonly kind: 'deposits' }
  | {
      readonly kind: 'deposit'
      readonly commune: string
      readonly id: string
      /** Where a found page was jumped to: a document and the index of its page. */
      readonly at?: { readonly document: string; readonly page: number }
    }
  | { readonly kind: 'communes' }
  | { readonly kind: 'commune'; readonly code: string }
  | { readonly kind: 'search' }
  | { readonly kind: 'sendings' }
  | { readonly kind: 'users' }
  | { readonly kind: 'stations' }
  | { readonly kind: 'audit' }

const plain = {
  deposits: 'ho-so',
  communes: 'xa-phuong',
  search: 'tim-kiem',
  sendings: 'gui-xuong',
  users: 'nguoi-dung',
  stations: 'may-tram',
  audit: 'nhat-ky',
} as const

export function readRoute(hash: string): Route {
  const [screen, commune, id, document, page] = hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent)
  if (screen === plain.communes && commune) return { kind: 'commune', code: commune }
  if (screen === plain.deposits && commune && id) {
    const at = document ? { at: { document, page: Number(page ?? 0) || 0 } } : {}
    return { kind: 'deposit', commune, id, ...at }
  }
  // The keys of `plain` are kinds of routes without anything more.
  const kinds = Object.keys(plain) as (keyof typeof plain)[]
  return { kind: kinds.find((kind) => plain[kind] === screen) ?? 'deposits' }
}

export function hashOf(route: Route): string {
  if (route.kind === 'commune') return `#/${plain.communes}/${encodeURIComponent(route.code)}`
  if (route.kind !== 'deposit') return `#/${plain[route.kind]}`
  const { commune, id, at } = route
  const place = at === undefined ? [] : [at.document, String(at.page)]
  return `#/${[plain.deposits, ...[commune, id, ...place].map(encodeURIComponent)].join('/')}`
}
