#!/usr/bin/env bash
# Judges what programs are made of: the crates that cargo auditable listed in each, against the advisories of RustSec.
#
#   .github/scripts/application/scan.sh FOLDER     where apps/image/build.sh put them
#
# A vulnerability fails; .cargo/audit.toml can accept one, by its id. ADVISORIES may name a copy of the database, for where
# there is no network.
set -euo pipefail

root=$(cd "$(dirname "$0")/../../.." && pwd)
[[ $# == 1 ]] || { echo "usage: $0 FOLDER" >&2; exit 2; }
folder=$(cd "$1" && pwd)
programs=("$folder"/*/app)
[[ -f ${programs[0]} ]] || { echo "error: there is no program below $1" >&2; exit 1; }

tools=$root/target/tools/scan
pins=$root/apps/image/scan.txt
if ! cmp -s "$pins" "$tools/requirements.txt"; then
    echo "installing cargo-audit into target/tools" >&2
    rm -rf "$tools"
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check --require-hashes --requirement "$pins"
    cp "$pins" "$tools/requirements.txt"
fi
database=()
if [[ -n ${ADVISORIES:-} ]]; then database=(--db "$ADVISORIES" --no-fetch --stale); fi

cd "$root" # for .cargo/audit.toml
failed=0
for program in "${programs[@]}"; do
    name=$(basename "$(dirname "$program")")
    if "$tools/bin/cargo-audit" audit "${database[@]}" bin "$program"; then
        echo "$name: nothing is known against what it is made of"
    else
        echo "error: $name is made of what the findings above name; update the crates, or accept one by its id in .cargo/audit.toml" >&2
        failed=1
    fi
done
exit "$failed"
