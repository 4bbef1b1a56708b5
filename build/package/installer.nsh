; Words and steps that the installer for Windows adds to its own.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    MessageBox MB_OK|MB_ICONINFORMATION "Chương trình đã gỡ. Kho hồ sơ vẫn còn nguyên tại $APPDATA\Hồ Sơ Xã\kho" /SD IDOK
  ${endIf}
!macroend
