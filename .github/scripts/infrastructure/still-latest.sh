#!/usr/bin/env bash
# Refuses to run an old run again: it would take back what was merged since. A first run comes in its turn, and goes on.
# Usage: still-latest.sh    in a clone that knows all branches; GITHUB_RUN_ATTEMPT is 1 for a first run
set -euo pipefail
cd "$(dirname "$0")/../../.."

if ((${GITHUB_RUN_ATTEMPT:-1} == 1)); then exit 0; fi
commit=$(git rev-parse HEAD)
latest=$(git rev-parse refs/remotes/origin/main)
if [[ $commit != "$latest" ]]; then
    echo "::error title=Not the latest commit::$commit was run again, and main is at $latest: to apply it would take back what" \
        "was merged since. Run the workflow for main instead" >&2
    exit 1
fi
