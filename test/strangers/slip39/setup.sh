#!/bin/sh
# Trezor's Python reference of SLIP-39, shamir-mnemonic, in a virtual environment.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../.tools/slip39
python3 -c 'import venv, ensurepip' 2>/dev/null || apt-get -o DPkg::Lock::Timeout=300 install -y python3-venv
[ -x "$tools/bin/python" ] || python3 -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
"$tools/bin/python" -c 'import shamir_mnemonic; from importlib.metadata import version; print("shamir-mnemonic", version("shamir-mnemonic"))'
