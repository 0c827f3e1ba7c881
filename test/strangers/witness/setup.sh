#!/bin/sh
# Builds litewitness, a C2SP witness (filippo.io/torchwood).
set -eu
cd "$(dirname "$0")"
. ../build-go.sh
build_go filippo.io/torchwood/cmd/litewitness
