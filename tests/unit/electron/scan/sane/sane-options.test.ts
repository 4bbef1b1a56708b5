import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pngFacts } from '../../../../../electron/digitise/decode/photo-facts.ts'
import { withDensity } from '../../../../../electron/scan/sane/png-density.ts'
import { endingFault } from '../../../../../electron/scan/sane/sane-ending.ts'
import { parseDevice, parseDevices } from '../../../../../electron/scan/sane/sane-options.ts'
import { scanArguments } from '../../../../../electron/scan/sane/sane-scanner.ts'
import { anyPng } from '../../../../fixtures/any-png.ts'

const BROTHER = `
All options specific to device brother4:net1:
  Mode:
    --mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color]
        Select the scan mode
    --resolution 100|150|200|300|400|600|1200|2400|4800|9600dpi [200]
    --source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [FlatBed]
  Geometry:
    -l 0..215.9mm (in steps of 0.0999908) [0]
    -t 0..355.6mm (in steps of 0.0999908) [0]
    -x 0..215.9mm (in steps of 0.0999908) [215.88]
    -y 0..355.6mm (in steps of 0.0999908) [355.6]
`
const FUJITSU = `
    --source ADF Front|ADF Back|ADF Duplex [ADF Front]
    --mode Lineart|Halftone|Gray|Color [Lineart]
    --resolution 50..600dpi (in steps of 1) [600]
    -x 0..221.121mm (in steps of 0.0211639) [215.872]
    -y 0..876.695mm (in steps of 0.0211639) [279.364]
`
const EPSON = `
    --mode Monochrome|Grayscale|Color [Color]
    --resolution 50..1200dpi [300]
    --source Flatbed|Automatic Document Feeder [Flatbed]
    --adf-mode Simplex|Duplex [inactive]
    --duplex[=(yes|no)] [no]
    -x 0..215.9mm [215.9]
    -y 0..297.18mm [297.18]
`

test('[SC4] what makers call their sources, colours and sizes is understood', () => {
  expect(parseDevice(BROTHER).ability).toEqual({
    sources: ['feeder', 'duplex', 'flatbed'],
    colours: ['colour', 'grey', 'mono'],
    dpis: [200, 300, 400, 600],
    sizes: ['a4', 'legal'],
  })
  expect(parseDevice(FUJITSU).ability).toEqual({
    sources: ['feeder', 'duplex'],
    colours: ['colour', 'grey', 'mono'],
    dpis: [200, 300, 400, 600],
    sizes: ['a4', 'legal'],
  })
  const epson = parseDevice(EPSON)
  expect(epson.ability.sizes).toEqual(['a4'])
  expect(epson.sources.get('duplex')).toEqual(['--source', 'Automatic Document Feeder', '--duplex=yes'])
  expect(parseDevice('').ability).toEqual({
    sources: ['flatbed'],
    colours: ['colour'],
    dpis: [300],
    sizes: ['a4'],
  })
})

test('[SC4] a scan is asked for in the words of the device, and a page at a time', () => {
  const setting = { source: 'duplex', colour: 'mono', dpi: 300, size: 'a4' } as const
  const request = { device: 'brother4:net1', setting, pages: null }

  expect(scanArguments(request, parseDevice(BROTHER), '/memory')).toEqual([
    '--device-name=brother4:net1',
    '--format=png',
    '--source',
    'Automatic Document Feeder(left aligned,Duplex)',
    '--mode',
    'Black & White',
    '--resolution',
    '300',
    '-x',
    '210',
    '-y',
    '297',
    '--batch=/memory/%d.png',
    '--batch-print',
    '--batch-prompt',
  ])
})

test('[SC4] devices are listed by name, a camera is none', () => {
  expect(
    parseDevices('epson2:libusb:001\tEpson\tDS-530_II\tflatbed\nv4l:/dev/video0\tNoname\tCam\tx\n\n'),
  ).toEqual([{ id: 'epson2:libusb:001', name: 'Epson DS-530 II' }])
})

test.each([
  [{ code: 0, errors: 'scanimage: sane_start: Document feeder out of documents' }, 3, null],
  [{ code: 7, errors: 'scanimage: sane_start: Document feeder out of documents' }, 0, 'no-paper'],
  [{ code: 0, errors: 'scanimage: sane_start: Document feeder out of documents' }, 0, 'no-paper'],
  [{ code: 6, errors: 'Scanned page 23. (scanner status = 6)' }, 22, 'jam'],
  [{ code: 0, errors: 'scanimage: sane_read: Document feeder jammed' }, 22, 'jam'],
  [{ code: 1, errors: 'scanimage: open of device x:y failed: Invalid argument' }, 0, 'gone'],
  [{ code: 11, errors: '' }, 0, 'no-rights'],
  [{ code: 3, errors: '' }, 0, 'busy'],
  [{ code: 0, errors: 'Scanning 1 page' }, 1, null],
])('[SC4] %o after %i pages means %s', (end, pages, reason) => {
  expect(endingFault(end, pages)?.detail['reason'] ?? null).toBe(reason)
})

test('[SC4] an end that nobody knows is a fault, not the end of the paper', () => {
  expect(endingFault({ code: 134, errors: 'libpng error' }, 5)).toMatchObject({ code: 'scanner', detail: {} })
  expect(endingFault({ code: null, errors: '' }, 5)).toMatchObject({ code: 'scanner' })
})

test('[SC4] a PNG of the scanner says its resolution', () => {
  const png = withDensity(
    anyPng({ widthPx: 8, heightPx: 8, depth: 8, colours: 0, rows: deflateSync(Buffer.alloc(72)) }),
    300,
  )

  expect(pngFacts(png).stated).toBe(300)
  expect(withDensity(png, 600)).toBe(png)
})
