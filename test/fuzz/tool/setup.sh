#!/bin/sh
# The fuzzer jazzer.js, by its lockfile and without install scripts. Its module is linked to newer libraries than Debian
# 12 has; where it does not load as it is, a copy does that has what it lacks preloaded (docs/adr/068).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/../../strangers/.tools/jazzer
mkdir -p "$tools"
cp "$here/package.json" "$here/package-lock.json" "$tools"
(cd "$tools" && npm ci --ignore-scripts --no-progress --loglevel=error --no-fund --no-audit)
core=$tools/node_modules/@jazzer.js/core/dist/cli.js
rm -f "$tools/preload.so"
if ! node "$core" --version >"$tools/why" 2>&1; then
  grep -Eq 'GLIBC(XX)?_[0-9.]+. not found' "$tools/why" || { cat "$tools/why"; exit 1; }
  cc -shared -fPIC -O2 -o "$tools/preload.so" "$here/older-libraries.c"
  node "$here/loadable.mjs" "$tools"/node_modules/@jazzer.js/fuzzer/prebuilds/fuzzer-linux-"$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')".node
  LD_PRELOAD=$tools/preload.so node "$core" --version
fi
echo ready
