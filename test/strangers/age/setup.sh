#!/bin/sh
# Debian's age, and Python for the terminal that it wants its passphrases typed at.
set -eu
need=''
command -v age >/dev/null || need="$need age"
command -v python3 >/dev/null || need="$need python3"
# shellcheck disable=SC2086
[ -z "$need" ] || apt-get -o DPkg::Lock::Timeout=300 install -y $need
echo "age $(age --version)"
