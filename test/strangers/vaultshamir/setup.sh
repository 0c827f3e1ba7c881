#!/bin/sh
# Builds the Go program beside this file (the Shamir code of HashiCorp Vault and OpenBao).
set -eu
cd "$(dirname "$0")"
. ../build-go.sh
build_go .
