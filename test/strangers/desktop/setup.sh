#!/bin/sh
# What the end-to-end tests of the desktop need: Debian's Chromium, a display without a screen with a window manager
# and typing, strace, and the libraries that Electron's runtime is linked with. Fonts are the program's own.
# Quick where everything is there.
set -eu
need=''
program() { command -v "$1" >/dev/null || need="$need $2"; }
library() { PATH=$PATH:/sbin ldconfig -p | grep -q "$1" || need="$need $2"; }

command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || program chromium chromium
program Xvfb xvfb
program xauth xauth
program openbox openbox
program xdotool xdotool
program xprop x11-utils
program scrot scrot
program strace strace
program desktop-file-validate desktop-file-utils
library libgtk-3.so.0 libgtk-3-0
library libnss3.so libnss3
library libasound.so.2 libasound2
library libgbm.so.1 libgbm1
library libXss.so.1 libxss1
library libnotify.so.4 libnotify4
library libatspi.so.0 libatspi2.0-0
library libsecret-1.so.0 libsecret-1-0

if [ -n "$need" ]; then
  apt-get -o DPkg::Lock::Timeout=300 update -q
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends $need
fi
strace --version | head -n 1
"$(command -v chromium || command -v chromium-browser || command -v google-chrome)" --version 2>/dev/null
