#!/bin/sh
# Builds the three Go programs beside this file (golang.org/x/mod/sumdb and filippo.io/torchwood).
set -eu
cd "$(dirname "$0")"
. ../build-go.sh
build_go ./check ./judge ./make
