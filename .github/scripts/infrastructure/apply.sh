#!/usr/bin/env bash
# Applies the plan that save-plan.sh saved for this commit, and no other.
# Usage: apply.sh ENVIRONMENT CHECKSUM
# Needs Terraform, jq, aws and credentials of the environment's apply role.
set -euo pipefail
environment=${1:?usage: apply.sh ENVIRONMENT CHECKSUM}
checksum=${2:?usage: apply.sh ENVIRONMENT CHECKSUM}
scripts=$(cd "$(dirname "$0")" && pwd)
cd "$scripts/../../.."

root=generated/$environment
setting() {
    jq --exit-status --raw-output ".terraform.backend.s3.$1" "$root/backend.tf.json"
}
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT

place="s3://$(setting bucket)/plans/$(git rev-parse HEAD)/$environment"
if ! aws s3 cp --no-progress --region "$(setting region)" "$place" "$directory/saved"; then
    echo "::error::there is no plan at $place: plans are kept for days only. Run all jobs again: they plan anew" >&2
    exit 1
fi
found=$(sha256sum "$directory/saved" | cut -d ' ' -f 1)
if [[ $found != "$checksum" ]]; then
    echo "::error title=Not the plan that was made::the SHA-256 of $place is $found, and that of the plan is $checksum:" \
        "nothing was applied. Find out who wrote it, then run all jobs again" >&2
    exit 1
fi
echo "the plan at $place is the one that was made: $found"

terraform -chdir="$root" init -input=false -no-color -lockfile=readonly
code=0
terraform -chdir="$root" apply -input=false -no-color -lock-timeout="${LOCK_TIMEOUT:-3m}" "$directory/saved" \
    2>"$directory/error.txt" || code=$?
cat "$directory/error.txt" >&2
if ((code != 0)); then
    "$scripts/explain.sh" "$environment" "$directory/error.txt" >&2
    exit "$code"
fi
