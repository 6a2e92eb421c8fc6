#!/usr/bin/env bash
# Minutes of mixed traffic on the main sample, with slow and vanishing clients, and the account at the end: memory flat, no error
# that was not provoked, audit trail complete and verified, metrics equal to what was sent. Exits with 0 where all of it holds.
#   bench/soak.sh [seconds]     default: 60
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
dotnet build Fairlead.Bench.Soak -c Release -v quiet
exec dotnet exec Fairlead.Bench.Soak/bin/Release/net10.0/Fairlead.Bench.Soak.dll "$@"
