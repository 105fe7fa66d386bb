#!/usr/bin/env bash
# Plans an environment, and writes what a reviewer reads.
# Usage: plan.sh ENVIRONMENT
# Leaves in target/plans/ENVIRONMENT: saved (the plan, which holds secrets), plan.json (so does that), comment.md, summary.md.
# On a runner, sets the outputs `directory`, `changes` and `stateful` (whether something stateful would end), and adds to the
# job's summary. Needs Terraform, `iac`, jq and credentials that may read. LOCK_TIMEOUT says how long to wait for the lock.
set -euo pipefail
environment=${1:?usage: plan.sh ENVIRONMENT}
scripts=$(cd "$(dirname "$0")" && pwd)
cd "$scripts/../../.."

root=generated/$environment
directory=$PWD/target/plans/$environment
if [[ ! -d $root ]]; then
    echo "::error::there is no \`$root\`: name an environment that is rendered" >&2
    exit 2
fi
rm -rf "$directory"
mkdir -p "$directory"
# For this user alone, for what is in it.
chmod 700 "$directory"

# What is printed is not shown: in a public repository so is the log, and the summary masks what must not be seen.
terraform_said() {
    terraform -chdir="$root" "$@" >>"$directory/printed.txt" 2>>"$directory/error.txt"
}

: >"$directory/error.txt"
code=1
# Nothing is planned that is not what its sources say, or that is known to be wrong.
if ! iac render "$environment" --check >"$directory/rendered.txt" 2>&1; then
    cp "$directory/rendered.txt" "$directory/error.txt"
elif terraform_said init -input=false -no-color -lockfile=readonly; then
    code=0
    terraform_said plan -input=false -no-color -detailed-exitcode -lock-timeout="${LOCK_TIMEOUT:-3m}" \
        -out="$directory/saved" || code=$?
fi
if ((code != 1)); then
    terraform -chdir="$root" show -json "$directory/saved" >"$directory/plan.json"
fi
iac check "$environment" --format json >"$directory/findings.json" || true

summary=(--environment "$environment" --lock-file "$root/.terraform.lock.hcl" --findings "$directory/findings.json")
summary+=(--commit "$(git rev-parse HEAD)")
if [[ -n ${GITHUB_RUN_ID-} ]]; then
    summary+=(--run "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID")
fi
if ((code == 1)); then
    summary+=(--error "$directory/error.txt")
else
    summary+=("$directory/plan.json")
fi
# 3: something stateful would be destroyed or replaced.
judged=0
iac plan-summary "${summary[@]}" >"$directory/comment.md" || judged=$?
if ((judged != 0 && judged != 3)); then exit "$judged"; fi
iac plan-summary "${summary[@]}" --for job-summary >"$directory/summary.md" || true

changes=false
if ((code == 2)); then changes=true; fi
stateful=false
if ((judged == 3)); then stateful=true; fi
{
    echo "directory=$directory"
    echo "changes=$changes"
    echo "stateful=$stateful"
} >>"${GITHUB_OUTPUT:-/dev/null}"
cat "$directory/summary.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"

if ((code == 1)); then
    cat "$directory/error.txt" >&2
    "$scripts/explain.sh" "$environment" "$directory/error.txt" >&2
    exit 1
fi
grep --max-count=1 '^#' "$directory/comment.md" || true
echo "the whole plan for people: $directory/summary.md"
