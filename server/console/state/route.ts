/** Which screen is shown; it lives in the address, so that the browser's own keys for back and forth work. */
export type Route =
  | { readonly kind: 'deposits' }
  | { readonly kind: 'deposit'; readonly id: string }
  | { readonly kind: 'communes' }

export function readRoute(hash: string): Route {
  const [screen, id] = hash.replace(/^#\/?/, '').split('/')
  if (screen === 'xa-phuong') return { kind: 'communes' }
  if (screen === 'ho-so' && id) return { kind: 'deposit', id: decodeURIComponent(id) }
  return { kind: 'deposits' }
}

export function hashOf(route: Route): string {
  switch (route.kind) {
    case 'communes':
      return '#/xa-phuong'
    case 'deposit':
      return `#/ho-so/${encodeURIComponent(route.id)}`
    case 'deposits':
      return '#/ho-so'
  }
}
