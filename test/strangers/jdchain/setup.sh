#!/bin/sh
# Fetches the JD Chain 1.6.5 framework jars from Maven Central and compiles the check beside this file.
# Does nothing if target/ was built from the same pom.xml and sources. M2REPO=dir picks another local repository.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
need=''
command -v mvn >/dev/null || need="$need maven"
command -v javac >/dev/null || need="$need openjdk-17-jdk-headless"
if [ -n "$need" ]; then
  apt-get -o DPkg::Lock::Timeout=300 update -q && apt-get -o DPkg::Lock::Timeout=300 install -q -y --no-install-recommends $need
fi
lock=$(cat pom.xml src/*.java setup.sh | sha256sum | cut -c1-64)
if [ -f target/built ] && [ "$(cat target/built)" = "$lock" ]; then
  echo "jdchain: up to date"
  exit 0
fi
rm -f target/built
jars=$(sha256sum pom.xml | cut -c1-64)
if [ ! -f target/jars ] || [ "$(cat target/jars)" != "$jars" ]; then
  rm -rf target/lib
  mvn -B -q ${M2REPO:+-Dmaven.repo.local="$M2REPO"} -f pom.xml dependency:copy-dependencies
  echo "$jars" > target/jars
fi
rm -rf target/classes && mkdir -p target/classes
javac -nowarn -proc:none -encoding UTF-8 -cp 'target/lib/*' -d target/classes src/*.java
echo "$lock" > target/built
echo "jdchain: built"
