#!/usr/bin/env bash
# What a caller who sends a thousand calls a second costs another one: times of the other's calls to the main sample without and with
# the runaway, in alternating rounds. Only the ratios mean something. Exits with 0 where no call of the other failed.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
dotnet build Fairlead.Bench.Soak -c Release -v quiet
exec dotnet exec Fairlead.Bench.Soak/bin/Release/net10.0/Fairlead.Bench.Soak.dll runaway
