#!/bin/sh
# What reads a sheet without this program: poppler for its pages and its text, zbarimg for its QR codes, Debian's age
# and Python for what is in them.
set -eu
need=''
command -v pdftoppm >/dev/null || need="$need poppler-utils"
command -v zbarimg >/dev/null || need="$need zbar-tools"
command -v age >/dev/null || need="$need age"
/usr/bin/python3 -c 'import cbor2, nacl.bindings' 2>/dev/null || need="$need python3 python3-cbor2 python3-nacl"
# shellcheck disable=SC2086
[ -z "$need" ] || apt-get -o DPkg::Lock::Timeout=300 install -y $need
zbarimg --version
pdftoppm -v 2>&1 | head -n 1
