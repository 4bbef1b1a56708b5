#!/bin/sh
set -e
program='/opt/${sanitizedProductName}'

ln -sf "$program/${executable}" /usr/bin/${executable}
ln -sf "$program/hoso" /usr/bin/hoso

# Chromium's sandbox needs either user namespaces or a helper that root lends its rights to.
if unshare --user true 2>/dev/null; then
  chmod 0755 "$program/chrome-sandbox"
else
  chmod 4755 "$program/chrome-sandbox"
fi

# Ubuntu 24.04 allows namespaces only to programs that AppArmor knows.
profile="$program/resources/apparmor-profile"
if [ -d /etc/apparmor.d ] && apparmor_parser --skip-kernel-load "$profile" >/dev/null 2>&1; then
  install -m 0644 "$profile" /etc/apparmor.d/${executable}
  apparmor_parser --replace --write-cache /etc/apparmor.d/${executable} 2>/dev/null || true
fi

update-mime-database /usr/share/mime 2>/dev/null || true
update-desktop-database /usr/share/applications 2>/dev/null || true
gtk-update-icon-cache -q /usr/share/icons/hicolor 2>/dev/null || true
