#!/usr/bin/env bash
# The last commit of main for which the application pipeline succeeded: what came since may not be deployed yet, whatever the
# runs in between were about. Needs gh, and a token that may read actions; sets the output `commit` on a runner.
#
#   GITHUB_REPOSITORY=owner/name .github/scripts/application/last-success.sh
set -euo pipefail

runs="repos/${GITHUB_REPOSITORY:?owner/name}/actions/workflows/application.yml/runs"
commit=$(gh api "$runs?branch=main&event=push&status=success&per_page=1" --jq '.workflow_runs[0].head_sha // empty')
echo "${commit:-no run of main succeeded yet}"
echo "commit=$commit" >>"${GITHUB_OUTPUT:-/dev/null}"
