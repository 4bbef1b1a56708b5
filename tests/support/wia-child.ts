import { argv, exit, stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import type { Json } from '../../domain/json.ts'

/*
 * Stands in for PowerShell with the script of WIA: the same orders, the same lines. What its feeder holds stands in the
 * name of the device, as `3,jam`.
 */
const of = (name: string): string => argv[argv.indexOf(name) + 1] ?? ''
const write = (line: string): void => void stdout.write(`${line}\r\n`)
const say = (line: Json): void => write(JSON.stringify(line))
const codes: Readonly<Record<string, string>> = {
  jam: '0x80210002',
  empty: '0x80210003',
  open: '0x80210016',
  denied: '0x80070005',
  gone: 'gone',
}

function endBy(end: string): void {
  if (end === 'garbage') return write('<<< no JSON >>>')
  if (end === 'dies') exit(3)
  say({ kind: 'fault', code: codes[end] ?? '', words: 'Lỗi của trình điều khiển' })
  exit(1)
}

async function scan(): Promise<void> {
  const [count = '0', end = 'empty'] = of('-Device').split(',')
  let page = 0
  for await (const _line of createInterface({ input: stdin })) {
    page += 1
    const isEnough = of('-Pages') !== '0' && page > Number(of('-Pages'))
    if (isEnough || (of('-Source') === 'flatbed' && page > 1)) return say({ kind: 'end' })
    if (page > Number(count)) return endBy(end)
    say({ kind: 'page', bytes: Buffer.from([0xff, 0xd8, 0xff, page]).toString('base64') })
  }
}

if (of('-Do') === 'list') {
  say({ kind: 'device', id: '{6BDD1FC6}\\0001', name: 'Máy quét Fujitsu' })
  say({ kind: 'end' })
} else if (of('-Do') === 'ability') {
  say({ kind: 'ability', handling: 7, dpis: [100, 200, 300, 600], widthMils: 8500, heightMils: 14000 })
  say({ kind: 'end' })
} else await scan()
exit(0)
