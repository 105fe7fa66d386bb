#!/usr/bin/env bash
# The release before, on the tables of this one: its own suite, on both databases, after our migrations. While a deployment
# rolls the older program serves on them too, so a migration may only add; what nobody uses any more goes a release later.
#
#   apps/tests/previous.sh COMMIT    the commit that runs, or that this will be merged onto: $(git merge-base HEAD main)
set -euo pipefail

[[ $# == 1 ]] || { echo "usage: $0 COMMIT" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
commit=$(git -C "$root" rev-parse --verify --quiet "$1^{commit}") ||
    { echo "$1 is no commit that is here; fetch it first" >&2; exit 1; }

source=$root/target/previous/$commit
if [[ ! -d $source ]]; then
    mkdir -p "$root/target/previous"
    unpacked=$(mktemp -d "$root/target/previous/unpacked.XXXXXX")
    trap 'rm -rf "$unpacked"' EXIT
    git -C "$root" archive "$commit" | tar -x -C "$unpacked"
    mv "$unpacked" "$source"
fi
# One that does not would be tested on its own tables, and prove nothing.
grep -q TEST_NEWER_PROGRAMS "$source/apps/tests/src/database.rs" ||
    { echo "the suite of $1 knows only its own migrations; name a later commit" >&2; exit 1; }

cd "$root"
services=()
for contract in apps/*/openapi.json; do services+=("--package=$(basename "$(dirname "$contract")")"); done
cargo build --quiet --locked "${services[@]}"
# Beside what is compiled already, as most dependencies are the same.
TEST_NEWER_PROGRAMS=$root/target/debug CARGO_BUILD_BUILD_DIR=$root/target apps/tests/postgres.sh run \
    cargo test --quiet --locked --manifest-path "$source/Cargo.toml" --target-dir target/previous/build \
    --package service-tests --features postgres --test postgres --test sqlite suite::
echo "the suite of $1 passes on the tables of $(git describe --always --dirty)"
