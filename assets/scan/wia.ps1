# Scanners of Windows by WIA 2.0, for Hồ Sơ Xã. One JSON object a line on stdout; before each page it waits for a line on
# stdin. Pictures go through stdout and are never written to a disk.
param(
  [Parameter(Mandatory = $true)][ValidateSet('list', 'ability', 'scan')][string]$Do,
  [string]$Device = '',
  [ValidateSet('flatbed', 'feeder', 'duplex')][string]$Source = 'flatbed',
  [ValidateSet('colour', 'grey', 'mono')][string]$Colour = 'colour',
  [ValidateRange(200, 600)][int]$Dpi = 300,
  [ValidateRange(0, 20000)][int]$WidthMils = 8268,
  [ValidateRange(0, 20000)][int]$HeightMils = 11693,
  [ValidateRange(0, 100000)][int]$Pages = 0
)
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
$Jpeg = '{B96B3CAE-0728-11D3-9D7B-0000F81EF32E}'

function Say($Object) {
  [Console]::Out.WriteLine((ConvertTo-Json -InputObject $Object -Compress -Depth 4))
  [Console]::Out.Flush()
}

function PropertyOf($Owner, [string]$Id) {
  if ($Owner.Properties.Exists($Id)) { return $Owner.Properties.Item($Id) }
  return $null
}

function ValueOf($Owner, [string]$Id, $Otherwise) {
  $property = PropertyOf $Owner $Id
  if ($null -eq $property) { return $Otherwise }
  return $property.Value
}

# A driver that does not know a property, or refuses a value, keeps its own.
function SetValue($Owner, [string]$Id, $Value) {
  $property = PropertyOf $Owner $Id
  if ($null -eq $property) { return }
  try { $property.Value = $Value } catch { }
}

function OpenDevice {
  $manager = New-Object -ComObject WIA.DeviceManager
  foreach ($info in $manager.DeviceInfos) {
    if ($info.DeviceID -eq $Device) { return $info.Connect() }
  }
  throw 'gone'
}

function ListDevices {
  $manager = New-Object -ComObject WIA.DeviceManager
  foreach ($info in $manager.DeviceInfos) {
    # 1: scanner
    if ($info.Type -eq 1) { Say @{ kind = 'device'; id = $info.DeviceID; name = [string](ValueOf $info 'Name' '') } }
  }
}

function TellAbility {
  $opened = OpenDevice
  # 3086: document handling capabilities, 1 feeder, 2 flatbed, 4 duplex
  $can = [int](ValueOf $opened '3086' 2)
  $item = $opened.Items.Item(1)
  $dpis = @()
  $resolution = PropertyOf $item '6147'
  if ($null -ne $resolution) {
    # 1: a range, 2: a list
    if ($resolution.SubType -eq 1) {
      $dpis = @(200, 300, 400, 600 | Where-Object { $_ -ge $resolution.SubTypeMin -and $_ -le $resolution.SubTypeMax })
    }
    if ($resolution.SubType -eq 2) { $dpis = @(foreach ($value in $resolution.SubTypeValues) { [int]$value }) }
  }
  # 3074, 3075: the glass; 3078, 3079: the feeder; in thousandths of an inch
  $width = [Math]::Max([int](ValueOf $opened '3074' 0), [int](ValueOf $opened '3078' 0))
  $height = [Math]::Max([int](ValueOf $opened '3075' 0), [int](ValueOf $opened '3079' 0))
  Say @{ kind = 'ability'; handling = $can; dpis = $dpis; widthMils = $width; heightMils = $height }
}

function ScanPages {
  $opened = OpenDevice
  $handling = @{ flatbed = 2; feeder = 1; duplex = 5 }[$Source]
  SetValue $opened '3088' $handling
  if ($Source -ne 'flatbed') { SetValue $opened '3096' 1 }
  $item = $opened.Items.Item(1)
  SetValue $item '6146' @{ colour = 1; grey = 2; mono = 4 }[$Colour]
  SetValue $item '6147' $Dpi
  SetValue $item '6148' $Dpi
  SetValue $item '6149' 0
  SetValue $item '6150' 0
  SetValue $item '6151' ([int]($WidthMils * $Dpi / 1000))
  SetValue $item '6152' ([int]($HeightMils * $Dpi / 1000))
  $most = $Pages
  if ($Source -eq 'flatbed') { $most = 1 }
  for ($page = 1; $most -eq 0 -or $page -le $most; $page++) {
    if ($null -eq [Console]::In.ReadLine()) { return }
    $image = $item.Transfer($Jpeg)
    if ($image.FormatID -ne $Jpeg) {
      # The driver gives a bitmap whatever was asked for.
      $process = New-Object -ComObject WIA.ImageProcess
      $process.Filters.Add($process.FilterInfos.Item('Convert').FilterID)
      $process.Filters.Item(1).Properties.Item('FormatID').Value = $Jpeg
      $process.Filters.Item(1).Properties.Item('Quality').Value = 90
      $image = $process.Apply($image)
    }
    Say @{ kind = 'page'; bytes = [Convert]::ToBase64String([byte[]]$image.FileData.BinaryData) }
  }
}

try {
  switch ($Do) {
    'list' { ListDevices }
    'ability' { TellAbility }
    'scan' { ScanPages }
  }
  Say @{ kind = 'end' }
}
catch {
  $number = 0
  if ($null -ne $_.Exception) {
    $inner = $_.Exception
    while ($null -ne $inner.InnerException) { $inner = $inner.InnerException }
    $number = $inner.HResult
  }
  $code = '0x{0:X8}' -f $number
  if ($_.Exception.Message -eq 'gone') { $code = 'gone' }
  Say @{ kind = 'fault'; code = $code; words = [string]$_.Exception.Message }
  exit 1
}
