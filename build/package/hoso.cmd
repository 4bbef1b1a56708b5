@echo off
"%~dp0Hồ Sơ Xã.exe" --headless --disable-gpu --log-level=3 --hoso -- %*
