#!/usr/bin/env bash
# Which services a range of commits changes, as a JSON list: those whose package, or one of the workspace's that it is made
# of, or what all of them are built with, is touched.
#
#   .github/scripts/application/changed.sh BASE     from BASE to HEAD; without a BASE in this history, all of them
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

[[ $# == 1 ]] || { say "usage: $0 BASE"; exit 2; }
cd "$root"
facts
services=$(jq --compact-output '[.services[].name]' <<<"$FACTS")

if [[ -z $1 ]] || ! git merge-base --is-ancestor "$1" HEAD 2>/dev/null; then
    echo "'$1' is not in the history of HEAD: every service counts as changed" >&2
    echo "$services"
    exit 0
fi
paths=$(git diff --name-only "$1" HEAD)

# Every service is built with these.
if grep -qxE 'Cargo\.(toml|lock)|rust-toolchain(\.toml)?|\.cargo/.*|apps/Dockerfile|apps/image/.*' <<<"$paths"; then
    echo "$services"
    exit 0
fi
# The folders that each service is made of: its own, and those of the packages in the workspace that it needs.
cargo metadata --quiet --no-deps --format-version 1 --locked --offline | jq --compact-output --argjson services "$services" \
    --arg root "$root/" --arg paths "$paths" '
    ($paths | split("\n")) as $paths
    | [.packages[] | {key: .name, value: {
        folder: (.manifest_path | ltrimstr($root) | rtrimstr("Cargo.toml")),
        needs: [.dependencies[] | select(.path != null and .kind != "dev") | .name]}}]
    | from_entries as $packages
    | def closure: . as $found | ([$found[], ($found[] | $packages[.].needs[])] | unique)
        | if . == $found then . else closure end;
    [$services[] | select([.] | closure | any($packages[.].folder as $folder | any($paths[]; startswith($folder))))]'
