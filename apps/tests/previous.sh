#!/usr/bin/env bash
# The release before, on the tables of this one: its own suite, on both databases, after our migrations. While a deployment
# rolls the older program serves on them too, so a migration may only add; what nobody uses any more goes a release later.
#
#   apps/tests/previous.sh [COMMIT]    the commit that runs, or that this will be merged onto: $(git merge-base HEAD main)
#
# Without one, it is that of `before.sh commit`. Where the suite of that one knows only its own migrations, and would be tested on
# them, the tables are expanded as a migration may, and this release stands for the one before.
set -euo pipefail

[[ $# -le 1 ]] || { echo "usage: $0 [COMMIT]" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
suite=(--package service-tests --features postgres --test postgres --test sqlite suite::)
commit=${1:-$("$root/apps/tests/before.sh" commit)}
ours=$(git -C "$root" describe --always --dirty)

knows() { # whether its suite goes on to the migrations of another; one that does not would prove nothing
    [[ -n $commit ]] && git -C "$root" grep -q TEST_NEWER_PROGRAMS "$commit" -- apps/tests/src/database.rs 2>/dev/null
}

if [[ $# == 0 ]] && ! knows; then
    TEST_EXPANDED=yes "$root/apps/tests/postgres.sh" run cargo test --quiet --locked "${suite[@]}"
    echo "the suite of $ours passes on expanded tables of its own; that of ${commit:-before} does not know ours"
    exit
fi
commit=$(git -C "$root" rev-parse --verify --quiet "$commit^{commit}") ||
    { echo "$1 is no commit that is here; fetch it first" >&2; exit 1; }
knows || { echo "the suite of $1 knows only its own migrations; name a later commit" >&2; exit 1; }

cd "$root"
sources=$(apps/tests/before.sh sources "$commit")
services=()
for contract in apps/*/openapi.json; do services+=("--package=$(basename "$(dirname "$contract")")"); done
cargo build --quiet --locked "${services[@]}"
# Beside what is compiled already, as most dependencies are the same.
TEST_NEWER_PROGRAMS=$root/target/debug CARGO_BUILD_BUILD_DIR=$root/target apps/tests/postgres.sh run \
    cargo test --quiet --locked --manifest-path "$sources/Cargo.toml" --target-dir target/before/build "${suite[@]}"
echo "the suite of $commit passes on the tables of $ours"
