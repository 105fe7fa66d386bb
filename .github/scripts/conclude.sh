#!/usr/bin/env bash
# Ends a workflow in one result, for a required check: it fails unless every job passed, or was skipped where it may be.
# Usage: conclude.sh NEEDS JOBS    NEEDS is what `toJSON(needs)` says; JOBS, with blanks between, may have been skipped
set -euo pipefail
needs=${1:?usage: conclude.sh NEEDS JOBS}
may_be_skipped=${2?usage: conclude.sh NEEDS JOBS}

failed=$(jq --raw-output --arg may "$may_be_skipped" '
    to_entries[] | .key as $job | .value.result as $result
    | select($result != "success" and ($result != "skipped" or ($may | split(" ") | index($job) | not)))
    | "::error::\($job): \($result)"' <<<"$needs")
if [[ -n $failed ]]; then
    echo "$failed" >&2
    exit 1
fi
jq --raw-output 'to_entries[] | "\(.key): \(.value.result)"' <<<"$needs"
