#!/bin/sh
# OpenSSL 3, the program: SM2 signatures with a user id came with 3.0.
set -eu
command -v openssl >/dev/null || apt-get -o DPkg::Lock::Timeout=300 install -y openssl
version=$(openssl version)
case $version in
  "OpenSSL 3."* | "OpenSSL "[4-9]*) echo "$version" ;;
  *) echo "OpenSSL 3 or newer is needed, this is $version" >&2; exit 1 ;;
esac
