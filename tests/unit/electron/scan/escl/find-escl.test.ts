import dgram from 'node:dgram'
import { expect, test } from 'vitest'
import { findEsclScanners } from '../../../../../electron/scan/escl/find-escl.ts'
import { parseAnswer, questionFor } from '../../../../../electron/scan/escl/mdns-packet.ts'

const SERVICE = '_uscan._tcp.local'

/** An answer with a name that goes on in the question. */
function answer(name: string, port: number): Buffer {
  const question = Buffer.from(questionFor(SERVICE))
  const label = Buffer.from(name, 'utf8')
  const record = Buffer.concat([
    Buffer.from([label.length]),
    label,
    // The rest of the name stands in the question.
    Buffer.from([0xc0, 12]),
    Buffer.from([0, 33, 0, 1, 0, 0, 0, 120, 0, 8, 0, 0, 0, 0, port >> 8, port & 0xff, 0xc0, 12]),
  ])
  const packet = Buffer.concat([question, record])
  packet.writeUInt16BE(1, 6)
  return packet
}

test('[SC5] a scanner that answers in the network is known by its own address and name', async () => {
  const device = dgram.createSocket('udp4')
  await new Promise<void>((resolve) => {
    device.bind(0, '127.0.0.1', resolve)
  })
  device.on('message', (packet, from) => {
    if (packet.includes('_uscan')) device.send(answer('Máy quét phòng 2', 8080), from.port, from.address)
    device.send(Buffer.from([1, 2, 3]), from.port, from.address)
  })

  const found = await findEsclScanners({
    signal: new AbortController().signal,
    to: { host: '127.0.0.1', port: device.address().port },
    listenMs: 300,
  })
  device.close()

  expect(found).toEqual([{ id: 'http://127.0.0.1:8080', name: 'Máy quét phòng 2 (127.0.0.1)' }])
})

test('[SC6] a broken packet, or one that leads in a circle, tells of nothing', () => {
  const whole = answer('x', 80)
  expect(parseAnswer(whole, SERVICE)).toEqual({ port: 80, name: 'x' })
  for (let end = 0; end < whole.length - 8; end += 1)
    expect(parseAnswer(whole.subarray(0, end), SERVICE)).toBeNull()
  const circle = Buffer.from(whole)
  circle.writeUInt16BE(0xc000 | 12, 12)
  expect(parseAnswer(circle, SERVICE)).toBeNull()
  expect(parseAnswer(answer('x', 0), SERVICE)).toBeNull()
})
