#!/usr/bin/env bash
# The tests of the services: on SQLite and on PostgreSQL, and against their contract. Their images have a job of their own.
#
#   .github/scripts/application/test.sh
set -euo pipefail
cd "$(dirname "$0")/../../.."

mapfile -t packages < <(cargo metadata --quiet --no-deps --format-version 1 --locked |
    jq --raw-output '.packages[] | select(.manifest_path | contains("/apps/")) | "--package=\(.name)"')
cargo test --locked "${packages[@]}"
exec cargo verify services-postgres contract
