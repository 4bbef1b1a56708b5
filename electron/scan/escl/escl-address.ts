import { scanFault } from '../scan-fault.ts'

/**
 * Where a scanner in the network is, of what somebody typed: `192.168.1.20`, `may-quet.local:8080` or a whole address.
 * @throws Fault 'scanner' reason `bad-address`
 */
export function esclAddress(typed: string): URL {
  const text = typed.trim()
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.canParse(whole) ? new URL(whole) : null
  const isUsable =
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.hostname !== '' &&
    url.username === '' &&
    url.password === ''
  if (!isUsable) throw scanFault('bad-address', 'this is no address of a scanner')
  // Every device has its interface there, whatever else was copied from a browser.
  return new URL('/eSCL/', url)
}

/**
 * The job that a device made. Only its path counts: a device leads nowhere but to itself.
 * @throws Fault 'scanner' reason `strange-answer`
 */
export function jobAddress(base: URL, location: string | undefined): URL {
  const told = location !== undefined && URL.canParse(location, base.href) ? new URL(location, base) : null
  if (told === null || !told.pathname.includes('/ScanJobs/') || told.pathname.length > 500)
    throw scanFault('strange-answer', 'the scanner names no job')
  return new URL(told.pathname.replace(/\/$/, ''), base.origin)
}
