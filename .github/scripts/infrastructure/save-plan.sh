#!/usr/bin/env bash
# Saves a plan where only the environment's apply role reads it: encrypted, in the bucket of the states, for days.
# Usage: save-plan.sh ENVIRONMENT
# After plan.sh, with credentials of the role that plans `main`. Sets the output `checksum`, which must travel apart from
# the plan: who could put another plan there could put another checksum beside it.
set -euo pipefail
environment=${1:?usage: save-plan.sh ENVIRONMENT}
cd "$(dirname "$0")/../../.."

saved=target/plans/$environment/saved
backend=generated/$environment/backend.tf.json
setting() {
    jq --exit-status --raw-output ".terraform.backend.s3.$1" "$backend"
}

checksum=$(sha256sum "$saved" | cut -d ' ' -f 1)
place="s3://$(setting bucket)/plans/$(git rev-parse HEAD)/$environment"
aws s3 cp --no-progress --region "$(setting region)" --sse aws:kms --sse-kms-key-id "$(setting kms_key_id)" "$saved" "$place"
echo "checksum=$checksum" >>"${GITHUB_OUTPUT:-/dev/null}"
echo "SHA-256 of the plan: $checksum"
