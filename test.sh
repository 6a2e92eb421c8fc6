#!/usr/bin/env bash
# Installs what the tests need and the machine lacks, builds everything, and runs all suites.
# The last line is the sum of all suites: N passed, N failed, N skipped.
set -u -o pipefail
cd "$(dirname "$0")"
# Nothing is left running: neither MSBuild's nodes nor the compiler's server.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
configuration=Release
rid=linux-x64
[ "$(uname -m)" = aarch64 ] && rid=linux-arm64
aot=$PWD/artifacts/aot

say() { printf '\n== %s\n' "$*"; }
stop() { printf '%s\n0 passed, 1 failed\n' "$*"; exit 1; }

install_packages() {
  command -v apt-get >/dev/null || stop "These are missing: $*. Install them, then run ./test.sh again."
  local run=()
  [ "$(id -u)" = 0 ] || run=(sudo)
  # In run level 1 packages do not start the services that they bring: the tests start their own.
  "${run[@]}" apt-get update -qq && "${run[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq "$@" >/dev/null || stop "Could not install $*."
}

say "What the tests need"
missing=()
command -v curl >/dev/null || missing+=(curl)
command -v npm >/dev/null || missing+=(npm)
command -v promtool >/dev/null || missing+=(prometheus)
command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx)
command -v clang >/dev/null || missing+=(clang)          # Native AOT links with it
command -v redis-server >/dev/null || missing+=(redis-server)
compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || missing+=(libfaketime)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
[ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"

# The clients are not ours; the Node.js 22 that they need comes with them.
if [ ! tests/clients/node_modules/.package-lock.json -nt tests/clients/package-lock.json ]; then
  npm ci --prefix tests/clients --ignore-scripts --no-audit --no-fund --loglevel=error || stop "npm could not install the clients."
fi

say "Build"
dotnet build Fairlead.slnx -c $configuration -v quiet || stop "The build failed."
dotnet format Fairlead.slnx --verify-no-changes --no-restore -v quiet || stop "dotnet format would change something."

passed=0 failed=0 skipped=0
run_suite() { # project [options of the runner]
  local name=$1 log
  shift
  log=$(mktemp)
  say "$name"
  dotnet run --no-build -c $configuration --project "tests/$name" -- -noColor "$@" | tee "$log"
  local status=${PIPESTATUS[0]} totals
  totals=$(grep -oE 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1)
  rm -f "$log"
  if [ -z "$totals" ]; then
    failed=$((failed + 1))
    return
  fi
  set -- $(printf '%s' "$totals" | grep -oE '[0-9]+')
  passed=$((passed + $1 - $2 - $3 - $4)) failed=$((failed + $2 + $3)) skipped=$((skipped + $4))
  [ "$status" -eq 0 ] || [ $(($2 + $3)) -gt 0 ] || failed=$((failed + 1))
}

for project in tests/*.Tests; do run_suite "$(basename "$project")"; done

say "Native AOT"
for sample in Everything Greeter Production SystemMonitor; do
  # Warnings are errors here as everywhere: a trim or AOT warning fails the publish.
  dotnet publish "samples/$sample" -c $configuration -r $rid -p:Aot=true -o "$aot/$sample" -v quiet || { failed=$((failed + 1)); continue; }
done
FAIRLEAD_SAMPLES=$aot run_suite Fairlead.Clients.Tests -method- '*PackageTests*'

printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
