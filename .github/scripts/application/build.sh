#!/usr/bin/env bash
# Builds the images of some services.
#
#   .github/scripts/application/build.sh ARCHITECTURE FOLDER SERVICES     a JSON list
set -euo pipefail

[[ $# == 3 ]] || { echo "usage: $0 ARCHITECTURE FOLDER SERVICES" >&2; exit 2; }
mapfile -t services < <(jq --raw-output '.[]' <<<"$3")
((${#services[@]})) || { echo "error: '$3' names no service" >&2; exit 2; }
exec "$(dirname "$0")/../../../apps/image/build.sh" "$1" "$2" "${services[@]}"
