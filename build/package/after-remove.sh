#!/bin/sh
set -e

# Also run when the next version takes over: then everything stays.
case "$1" in
  upgrade | failed-upgrade | abort-upgrade | 1) exit 0 ;;
esac

rm -f /usr/bin/${executable} /usr/bin/hoso
if [ -f /etc/apparmor.d/${executable} ]; then
  apparmor_parser --remove /etc/apparmor.d/${executable} 2>/dev/null || true
  rm -f /etc/apparmor.d/${executable}
fi
update-mime-database /usr/share/mime 2>/dev/null || true
update-desktop-database /usr/share/applications 2>/dev/null || true

echo "Hồ Sơ Xã đã gỡ. Kho hồ sơ vẫn còn nguyên trong thư mục nhà của từng người dùng: ~/.config/${sanitizedProductName}/kho"
