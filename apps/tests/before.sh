#!/usr/bin/env bash
# The commit before the last one that changed a migration: what serves beside us while we are deployed.
#
#   apps/tests/before.sh            before the last change of any service's tables
#   apps/tests/before.sh SERVICE    before the last change of this service's
#
# Prints nothing where the tables have never changed.
set -euo pipefail

[[ $# -le 1 ]] || { echo "usage: $0 [SERVICE]" >&2; exit 2; }
cd "$(dirname "$0")/../.."
[[ $(git rev-parse --is-shallow-repository) == false ]] ||
    { echo "the history is needed to find the older version: clone all of it (\`fetch-depth: 0\`)" >&2; exit 1; }
changed=$(git log -1 --format=%H -- "apps/${1:-*}/migrations" apps/service-kit/migrations)
if [[ -n $changed ]]; then git rev-parse --verify --quiet "$changed^" || true; fi
