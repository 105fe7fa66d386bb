#!/usr/bin/env bash
# What serves beside us while we are deployed: the sources as they were before the last change of a migration.
#
#   apps/tests/before.sh commit            the commit before any service's tables last changed
#   apps/tests/before.sh commit SERVICE    before this service's did
#   apps/tests/before.sh sources COMMIT    unpacks that commit, and prints where it is
#
# Prints no commit where the tables have never changed.
set -euo pipefail
cd "$(dirname "$0")/../.."

commit() {
    [[ $(git rev-parse --is-shallow-repository) == false ]] ||
        { echo "the history is needed to find the older version: clone all of it (\`fetch-depth: 0\`)" >&2; exit 1; }
    local changed
    changed=$(git log -1 --format=%H -- "apps/${1:-*}/migrations" apps/service-kit/migrations)
    if [[ -n $changed ]]; then git rev-parse --verify --quiet "$changed^" || true; fi
}

# To Cargo, packages of one name, version and place in their workspace are the same. What is compiled of these, beside what is
# compiled already, would be taken for ours, and tested or served as that: so they have a version of their own.
sources() {
    local folder=$PWD/target/before/$1
    if [[ ! -d $folder ]]; then
        mkdir -p target/before
        unpacked=$(mktemp -d "$PWD/target/before/unpacked.XXXXXX")
        trap 'rm -rf "$unpacked"' EXIT
        git archive "$1" | tar -x -C "$unpacked"
        sed -i.ours 's/^version = ".*"$/version = "0.0.0"/' "$unpacked/Cargo.toml"
        cargo update --quiet --offline --workspace --manifest-path "$unpacked/Cargo.toml"
        rm "$unpacked/Cargo.toml.ours"
        mv "$unpacked" "$folder"
    fi
    echo "$folder"
}

case $#:${1:-} in
1:commit | 2:commit) commit "${2:-}" ;;
2:sources) sources "$2" ;;
*)
    echo "usage: $0 commit [SERVICE] | sources COMMIT" >&2
    exit 2
    ;;
esac
