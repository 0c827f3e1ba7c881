#!/bin/sh
# Debian's own Python with its CBOR and libsodium packages: what a recovery without this program would use.
set -eu
ready() { /usr/bin/python3 -c 'import cbor2, nacl.bindings' 2>/dev/null; }
ready || apt-get -o DPkg::Lock::Timeout=300 install -y python3 python3-cbor2 python3-nacl
/usr/bin/python3 -c 'import sys, nacl; print("Python", sys.version.split()[0], "PyNaCl", nacl.__version__)'
