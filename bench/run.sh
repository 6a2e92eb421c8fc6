#!/usr/bin/env bash
# Measures Fairlead beside a hand-written endpoint and the SDKs: servers on one core, the load on another, in alternating rounds,
# after checking that the replies are right. Only ratios mean something, and only those of processor time where the machine has
# other work to do. Results go to bench/results (JSON, Markdown, SVG).
#   bench/run.sh [--quick | --docs] [http] [open] [stdio] [start] [scale]
#     --quick   a first impression in some minutes, into bench/results/quick
#     --docs    replaces the tables and plots of docs/performance.md too
# The parts: requests per second over HTTP; latency at a constant rate; calls over stdio; process start and memory; cost against
# what grows. Default: all of them.
set -euo pipefail
cd "$(dirname "$0")"
stop() { echo "$*" >&2; exit 2; }
command -v wrk >/dev/null || stop "wrk is missing; install it (Debian: apt-get install wrk)."
command -v taskset >/dev/null || stop "taskset is missing; install it (Debian: apt-get install util-linux)."
command -v npm >/dev/null || stop "npm is missing; install it (Debian: apt-get install npm)."
[ "$(nproc)" -ge 2 ] || stop "Two cores are needed: one for the server, one for the load."
rid=linux-x64
[ "$(uname -m)" = aarch64 ] && rid=linux-arm64

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
[ peers/node_modules/.package-lock.json -nt peers/package-lock.json ] || npm ci --prefix peers --ignore-scripts --no-audit --no-fund --loglevel=error
for project in Fairlead.Bench Fairlead.Bench.Http Fairlead.Bench.SdkHttp; do dotnet build $project -c Release -v quiet -clp:NoSummary; done

publish() { # program kind options
  dotnet publish "Fairlead.Bench.$1" -c Release -r $rid -o "../artifacts/bench/Fairlead.Bench.$1-$2" -v quiet -clp:NoSummary "${@:3}"
}
case " $* " in
  *" stdio "* | *" start "*) programs=1 ;;
  *" http "* | *" open "* | *" scale "*) programs= ;;
  *) programs=1 ;;
esac
if [ -n "$programs" ]; then
  for program in Stdio Loop SdkStdio; do publish $program jit --self-contained false; done
  for program in Stdio SdkStdio; do publish $program r2r -p:PublishReadyToRun=true --self-contained false; done
  publish Stdio aot -p:Aot=true
fi

exec taskset -c 1 dotnet exec Fairlead.Bench/bin/Release/net10.0/Fairlead.Bench.dll "$@"
