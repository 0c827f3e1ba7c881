#!/bin/sh
# python-tuf, the reference implementation of TUF, in a virtual environment. tuf-js comes with npm.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../.tools/tuf
python3 -c 'import venv, ensurepip' 2>/dev/null || apt-get -o DPkg::Lock::Timeout=300 install -y python3-venv
[ -x "$tools/bin/python" ] || python3 -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --requirement "$here/requirements.txt"
"$tools/bin/python" -c 'import tuf, cryptography; print("python-tuf", tuf.__version__)'
