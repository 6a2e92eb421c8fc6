#!/usr/bin/env bash
# Compares Fairlead over HTTP with a hand-written endpoint that gives the same replies: requests per second, and processor
# time of the server per request; each server on one core and the load on another, in alternating rounds. Only ratios mean
# something, and where the machine has other work to do, only that of processor time does.
#   bench/run.sh [rounds] [seconds per round] [connections]
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-5} seconds=${2:-5} connections=${3:-32}
command -v wrk >/dev/null || { echo "wrk is missing; install it (Debian: apt-get install wrk)." >&2; exit 2; }
[ "$(nproc)" -ge 2 ] || { echo "Two cores are needed: one for the server, one for the load." >&2; exit 2; }

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
dotnet build Fairlead.Bench.Http -c Release -v quiet
program=Fairlead.Bench.Http/bin/Release/net10.0/Fairlead.Bench.Http.dll
declare -A port=([fairlead]=18101 [handwritten]=18102) pid=()
meta='"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}'
call='{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"greet","arguments":{"name":"World","times":3,"loud":true},'$meta'}}'
list='{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{'$meta'}}'

stop() { for server in "${!pid[@]}"; do kill "${pid[$server]}" 2>/dev/null || true; done; wait 2>/dev/null || true; }
trap stop EXIT
for server in fairlead handwritten; do
  taskset -c 0 dotnet exec "$program" "$server" "${port[$server]}" 2>/dev/null >&2 &
  pid[$server]=$!
done

ask() { # server method name body
  local name=()
  [ -z "$3" ] || name=(-H "Mcp-Name: $3")
  curl -sf --retry 50 --retry-connrefused --retry-delay 1 "http://127.0.0.1:${port[$1]}/mcp" -H 'Content-Type: application/json' \
    -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: 2026-07-28' -H "Mcp-Method: $2" "${name[@]}" -d "$4"
}

cpu() { awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000000 / hz }' "/proc/${pid[$1]}/stat"; }

load() { # server method name body seconds -> requests per second, microseconds of processor time per request
  local before out
  before=$(cpu "$1")
  out=$(BODY=$4 METHOD=$2 NAME=$3 taskset -c 1 wrk -t 1 -c "$connections" -d "$5s" -s post.lua "http://127.0.0.1:${port[$1]}/mcp")
  awk -v used="$(awk "BEGIN { print $(cpu "$1") - $before }")" '
    /Non-2xx|Socket errors/ { print "failed: " $0 > "/dev/stderr"; failed = 1 }
    / requests in / { count = $1 }
    /Requests\/sec/ { rate = $2 }
    END { if (failed) exit 1; printf "%.1f %.3f\n", rate, used / count }' <<<"$out"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int((NR + 2) / 2)]) / 2 }'; }

compare() { # method name body
  cmp <(ask fairlead "$@") <(ask handwritten "$@") || { echo "$1: the replies differ." >&2; exit 1; }
  for server in fairlead handwritten; do load "$server" "$@" 5 >/dev/null; done   # until the compiler is done
  local results=
  for ((i = 0; i < rounds; i++)); do
    results+="$(load fairlead "$@" "$seconds") $(load handwritten "$@" "$seconds")"$'\n'
  done
  local rate_ratio cpu_ratio
  rate_ratio=$(awk 'NF { print $1 / $3 }' <<<"$results" | median)
  cpu_ratio=$(awk 'NF { print $4 / $2 }' <<<"$results" | median)
  printf '%-12s fairlead %6.0f/s %5.1f us   handwritten %6.0f/s %5.1f us   rate x %.3f   economy x %.3f\n' "$1" \
    "$(awk 'NF { print $1 }' <<<"$results" | median)" "$(awk 'NF { print $2 }' <<<"$results" | median)" \
    "$(awk 'NF { print $3 }' <<<"$results" | median)" "$(awk 'NF { print $4 }' <<<"$results" | median)" "$rate_ratio" "$cpu_ratio"
}

compare tools/call greet "$call"
compare tools/list "" "$list"
